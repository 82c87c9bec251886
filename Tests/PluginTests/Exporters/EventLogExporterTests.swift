// Assay: tests of the event log.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay
import EventLogExporter
import Foundation
import Testing

@Suite struct EventLogExporterTests {
    private func exporter(_ host: HookHost, _ run: RunUnderTest, _ more: String = "") throws -> EventLogExporter {
        let config = try Config(parsing: #"{"file": "\#(run.path("events.jsonl"))"\#(more)}"#, of: "eventlog")
        return try EventLogExporter(host: host.host, config: config)
    }

    private func lines(_ run: RunUnderTest) throws -> [[String: Any]] {
        try run.read("events.jsonl").split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
    }

    @Test func everyEventIsALineWithItsFields() throws {
        let (host, run) = (HookHost(), try RunUnderTest())
        let exporter = try exporter(host, run)
        try exporter.start()
        host.emit("line\nbreak \"quoted\" 🚀", code: -3, time: 12.25)
        host.emit(nil, time: .nan)
        host.emit("unknown hook", hook: 99)
        try RunFacts().report(with: exporter, run.snapshot(at: 1_700_000_001))
        #expect(try lines(run).count == 2)
        host.emit("after the end")
        exporter.stop()
        host.emit("nobody listens")
        let lines = try lines(run)
        #expect(lines.count == 3 && lines.allSatisfy { $0["event"] as? String == "com.acme.cache_miss" })
        #expect(lines[0]["name"] as? String == "line\nbreak \"quoted\" 🚀" && lines[0]["code"] as? Int == -3)
        #expect(lines[0]["response_time_ms"] as? Double == 12.25 && lines[0]["secret"] == nil)
        #expect(lines[0]["time_ns"] as? Int == 1_700_000_000_123_456_789)
        #expect(lines[1]["name"] is NSNull && lines[1]["response_time_ms"] is NSNull)
        #expect(lines[2]["name"] as? String == "after the end")
        withExtendedLifetime(run) {}
    }

    @Test func whatIsDroppedIsCountedAtTheEnd() throws {
        let (host, run) = (HookHost(), try RunUnderTest())
        let exporter = try exporter(host, run, #", "buffer": 4096"#)
        try exporter.start()
        for _ in 0..<100 { host.emit("event") }
        host.droppedCount = 12
        try RunFacts().report(with: exporter, run.snapshot(at: 1_700_000_001), updates: 0)
        let lines = try lines(run)
        let last = try #require(lines.last)
        #expect(last["event"] as? String == "dropped" && last["queue"] as? Int == 12)
        let buffer = try #require(last["buffer"] as? Int)
        #expect(buffer > 0 && lines.count - 1 + buffer == 100)
        exporter.stop()
        #expect(try self.lines(run).count == lines.count)
        withExtendedLifetime(run) {}
    }

    @Test func onlyWantedHooksAreWritten() throws {
        let (host, run) = (HookHost(), try RunUnderTest())
        let exporter = try exporter(host, run, #", "hooks": ["request_failure"]"#)
        try exporter.start()
        host.emit("other")
        exporter.stop()
        #expect(try run.read("events.jsonl").isEmpty)
        withExtendedLifetime(run) {}
    }

    @Test func aHostWithoutHooksIsRefused() throws {
        #expect(throws: AssayError.self) {
            try EventLogExporter(
                host: RunUnderTest.host, config: Config(parsing: #"{"file": "x"}"#, of: "eventlog"))
        }
    }
}
