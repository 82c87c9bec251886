// Assay: tests of the JSON documents.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import Foundation
import Testing

@testable import JSONExporter

@Suite struct JSONExporterTests {
    private func report(_ run: RunUnderTest, _ more: String = "", at time: Double = 1_700_000_060) throws -> Any {
        let config = try Config(parsing: #"{"file": "\#(run.path("report.json"))"\#(more)}"#, of: "json")
        let exporter = try JSONExporter(host: RunUnderTest.host, config: config)
        try RunFacts().report(with: exporter, run.snapshot(at: time), updates: 2)
        // Python refuses NaN here, and says whether the text is JSON at all.
        let checked = try python(
            "import json,sys;print(json.dumps(json.load(sys.stdin.buffer,parse_constant=lambda c:1/0)))",
            run.read("report.json"))
        return try JSONSerialization.jsonObject(with: Data(checked.utf8))
    }

    @Test func theDocumentHoldsTheRun() throws {
        let run = try RunUnderTest()
        defer { withExtendedLifetime(run) {} }
        run.add((1...100).map { .init(time: 1_700_000_010, name: "/pay \"now\" 🚀", milliseconds: Double($0)) })
        run.add([.init(error: "no\nstock"), .init(isInterrupted: true)])
        run.addException("thrown", "here")
        let report = try #require(try report(run) as? [String: Any])
        #expect(report["schema"] as? String == "assay.report/1")
        let total = try #require(report["total"] as? [String: Any])
        #expect(total["requests"] as? Int == 101 && total["failures"] as? Int == 1 && total["interrupted"] as? Int == 1)
        let rows = try #require(report["requests"] as? [[String: Any]])
        #expect(rows.map { $0["name"] as? String } == ["/", "/pay \"now\" 🚀"])
        let times = try #require(rows[1]["response_time_ms"] as? [String: Double])
        #expect(times["min"] == 1 && times["max"] == 100 && times["avg"] == 50.5 && times["p100"] == 100)
        #expect(abs((times["p99.9"] ?? 0) - 100) < 0.1 && abs((times["p50"] ?? 0) - 50) < 0.05)
        #expect((rows[1]["phases_ms"] as? [String: Any])?.count == 6)
        #expect((report["errors"] as? [[String: Any]])?.first?["error"] as? String == "no\nstock")
        #expect((report["exceptions"] as? [[String: Any]])?.first?["count"] as? Int == 1)
        let thresholds = try #require(report["thresholds"] as? [[String: Any]])
        #expect(thresholds.map { $0["passed"] as? Bool } == [true, false] && thresholds[1]["value"] is NSNull)
        #expect(((report["run"] as? [String: Any])?["options"] as? [String: Any])?["users"] as? Int == 20)
        #expect((report["result"] as? [String: Any])?["exit_code"] as? Int == 99)
    }

    @Test func anEmptyRunIsADocumentToo() throws {
        let run = try RunUnderTest()
        defer { withExtendedLifetime(run) {} }
        let document = try #require(try report(run) as? [String: Any])
        #expect((document["total"] as? [String: Any])?["response_time_ms"] is NSNull)
        #expect((try report(run, #", "format": "locust""#) as? [Any])?.isEmpty == true)
    }

    @Test func theLocustListIsLocusts() throws {
        let locust = try LocustReport.read()
        let run = try locust.run()
        let config = try Config(
            parsing: #"{"file": "\#(run.path("l.json"))", "format": "locust", "pretty": false}"#, of: "json")
        let exporter = try JSONExporter(host: RunUnderTest.host, config: config)
        let facts = RunFacts()
        try facts.withUnsafePointers { info, state, result in
            try exporter.begin(RunInfo(info))
            exporter.update(run.snapshot(at: locust.end - 9), RunState(state))
            try exporter.finish(run.snapshot(at: locust.end), RunState(state), RunResult(result))
        }
        let entries = try JSONDecoder().decode([LocustReport.Entry].self, from: Data(run.read("l.json").utf8))
        #expect(entries.map(\.name) == locust.entries.map(\.name).sorted())
        for entry in entries {
            let other = try #require(locust.entries.first { $0.name == entry.name })
            #expect(entry.num_requests == other.num_requests && entry.num_failures == other.num_failures)
            #expect(entry.response_times == other.response_times)
            #expect(entry.total_content_length == other.total_content_length)
            #expect(entry.min_response_time == other.min_response_time)
            #expect(abs(entry.total_response_time - other.total_response_time) < 1e-6)
            #expect(abs(entry.last_request_timestamp - other.last_request_timestamp) < 1e-5)
            // The collector keeps sixteen seconds; this run was shown to the exporter only at its end.
            let recent = other.num_reqs_per_sec.filter { (Int($0.key) ?? 0) > Int(locust.end) - 16 }
            #expect(entry.num_reqs_per_sec.filter { (Int($0.key) ?? 0) > Int(locust.end) - 16 } == recent)
        }
    }

    @Test func secondsOfALongRunAreAllThere() throws {
        let run = try RunUnderTest()
        defer { withExtendedLifetime(run) {} }
        var history = SecondHistory()
        for second in 0..<100 {
            run.add([.init(time: 1_700_000_000 + Double(second)), .init(time: 1_700_000_000 + Double(second))])
            history.add(run.snapshot(at: 1_700_000_000.9 + Double(second)), isLast: second == 99)
        }
        let row = try #require(run.snapshot(at: 1_700_000_200).rows.first)
        #expect(history[row].count == 100 && history[row].allSatisfy { $0.requestCount == 2 })
    }

    @Test func bucketsAreRoundedAsPythonRounds() throws {
        let times = [0.4, 0.5, 1.5, 2.5, 99.49, 99.5, 104.9, 105, 115, 145, 155, 999, 1050, 1150, 9949, 10_500, 11_500]
        let script = """
            import json, sys
            def bucket(t):
                return round(t) if t < 100 else int(round(t, -1)) if t < 1000 else int(round(t, -2)) if t < 10000 else \
            int(round(t, -3))
            print(json.dumps([bucket(t) for t in json.load(sys.stdin)]))
            """
        let input = String(decoding: try JSONEncoder().encode(times), as: UTF8.self)
        let expected = try JSONDecoder().decode([Int64].self, from: Data(python(script, input).utf8))
        #expect(times.map(LocustEntries.bucket) == expected)
    }
}
