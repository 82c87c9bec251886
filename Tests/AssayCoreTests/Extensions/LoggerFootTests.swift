// Assay: tests of the lines below the log on a terminal.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Glibc
import Testing

@testable import AssayCore

@Suite struct LoggerFootTests {
    /// What a logger writes to its terminal.
    private func written(_ body: (Logger) -> Void) -> String {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { return "" }
        defer { close(ends[0]) }
        body(Logger(level: .ASSAY_LOG_INFO, file: nil, terminal: ends[1]))
        close(ends[1])
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(ends[0], &buffer, buffer.count)
            guard count > 0 else { return String(decoding: text, as: UTF8.self) }
            text += buffer[..<count]
        }
    }

    /// The lines that are left on a terminal that knows how to go up and to clear what is below.
    private func screen(_ text: String) -> [String] {
        var lines: [String] = []
        var rest = text[...]
        while !rest.isEmpty {
            if let erase = rest.prefixMatch(of: #/\u{1B}\[(\d+)A\r\u{1B}\[J/#), let count = Int(erase.1) {
                lines.removeLast(min(count, lines.count))
                rest = rest[erase.range.upperBound...]
            } else {
                let line = rest.prefix { $0 != "\n" }
                lines.append(String(line))
                rest = rest.dropFirst(line.count + 1)
            }
        }
        return lines
    }

    @Test func theLogIsAboveTheFoot() {
        let text = written { log in
            log.log(.ASSAY_LOG_INFO, "a", "first")
            log.setFoot("one\ntwo\n")
            log.log(.ASSAY_LOG_WARNING, "a", "second")
            log.log(.ASSAY_LOG_DEBUG, "a", "left out")
            log.setFoot("one\ntwo\nthree\n")
            log.log(.ASSAY_LOG_INFO, "a", "third")
        }
        let lines = screen(text)
        #expect(lines.count == 6)
        for (line, end) in zip(lines, ["first", "second", "third", "one", "two", "three"]) {
            #expect(line.hasSuffix(end))
        }
    }

    @Test func theFootCanBeTakenAway() {
        let text = written { log in
            log.setFoot("one\n")
            log.setFoot("")
            log.setFoot("")
            log.log(.ASSAY_LOG_INFO, "a", "last")
        }
        #expect(screen(text).count == 1)
        #expect(text.hasPrefix("one\n\u{1B}[1A\r\u{1B}[J["))
    }
}
