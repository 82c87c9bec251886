// Assay: the lines of discovery carry every text.
// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import AssayCore

@Suite struct RecordLineTests {
    @Test(arguments: [
        ["a"], ["", ""], ["a\tb", "c\nd", "e\\f", "\\t"], ["größe", "日本", ""], ["tail\\"],
    ])
    func comesBack(_ fields: [String]) {
        let bytes = RecordLine(fields).bytes
        #expect(bytes.last == 0x0A)
        #expect(bytes.dropLast().allSatisfy { $0 != 0x0A })
        #expect(RecordLine(bytes: bytes.dropLast()) == RecordLine(fields))
    }

    @Test(arguments: [[0x61, 0x5C] as [UInt8], [0x5C, 0x78], [0xFF]])
    func refusesWhatItDidNotWrite(_ bytes: [UInt8]) {
        #expect(RecordLine(bytes: bytes[...]) == nil)
    }

    @Test(
        arguments: [
            .missingEntry(symbol: "s"), .refusedHost(host: .current), .notELF, .noID, .badID("x\ty"),
            .wrongABI(found: ABIVersion(major: 2, minor: 1, patch: 3), host: .current),
            .wrongStructSize(type: "t", found: 1, wanted: 2), .missingFunction("f"), .dlopenFailed("a\nb"),
            .duplicateID("a", other: "b"), .badDescriptor(component: "c", "w"), .crashedInDiscovery(signal: 11),
            .exitedInDiscovery(code: 3), .hungInDiscovery(milliseconds: 5), .notReadable("r"), .notFound,
        ] as [PluginLoadFailure.Reason])
    func carriesReasons(_ reason: PluginLoadFailure.Reason) {
        let record = PluginRecord.failure(reason)
        #expect(PluginRecord(lines: record.lines[...]) == record)
    }
}
