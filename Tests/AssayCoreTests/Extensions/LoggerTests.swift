// Assay: tests of the log.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Glibc
import Testing

@testable import AssayCore

@Suite struct LoggerTests {
    @Test func linesHaveTheFormOfLocustAndLowLevelsAreLeftOut() throws {
        var template = Array("/tmp/assay-log-XXXXXX".utf8CString)
        close(mkstemp(&template))
        let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer { unlink(path) }
        try withHost(.init(logLevel: .ASSAY_LOG_WARNING, logFile: path)) { host in
            let log: assay_log_t = try HostFixture.find(host.host, ASSAY_EXT_LOG)
            #expect(log.get_level(host.host) == .ASSAY_LOG_WARNING)
            log.log(host.host, .ASSAY_LOG_INFO, "com.example", "too low")
            log.log(host.host, .ASSAY_LOG_WARNING, "com.example", "one\ntwo\u{1B}[31m\u{9B}K\r")
            log.log(host.host, .ASSAY_LOG_PLUGIN_MISBEHAVING, nil, "three")
        }
        let file = try #require(fopen(path, "r"))
        defer { fclose(file) }
        var text: [UInt8] = []
        var byte = fgetc(file)
        while byte != EOF {
            text.append(UInt8(truncatingIfNeeded: byte))
            byte = fgetc(file)
        }
        let lines = String(decoding: text, as: UTF8.self)
        let form = #/\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}\] [^/ ]+/WARNING/com.example: one two\u{B7}\[31m\u{B7}K \n/#
        #expect(try form.prefixMatch(in: lines) != nil)
        #expect(lines.hasSuffix("/PLUGIN_MISBEHAVING/?: three\n"))
        #expect(lines.split(separator: "\n").count == 2)
    }
}
