// Assay: a run that the real Locust has reported too.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import Foundation

/// What Tests/Fixtures/Stats/make_fixtures.py has recorded of one run.
struct LocustReport: Decodable {
    struct Event: Decodable {
        let time: Double
        let method: String
        let name: String
        let ms: Double
        let length: UInt64
        let error: String?
    }
    struct Entry: Decodable {
        let name: String
        let method: String
        let last_request_timestamp: Double
        let num_requests: Int
        let num_failures: Int
        let total_response_time: Double
        let max_response_time: Double
        let min_response_time: Double
        let total_content_length: Int
        let response_times: [String: Int]
        let num_reqs_per_sec: [String: Int]
        let num_fail_per_sec: [String: Int]
    }
    let start: Double
    let end: Double
    let events: [Event]
    let files: [String: String]
    let tables: [String: [String]]
    let entries: [Entry]

    /// Reads the recording.
    static func read() throws -> LocustReport {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        let file = tests.appending(path: "Fixtures/Stats/report.json")
        return try JSONDecoder().decode(LocustReport.self, from: Data(contentsOf: file))
    }

    /// The same run, counted by our collector.
    func run() throws -> RunUnderTest {
        let run = try RunUnderTest(start: start)
        for second in Dictionary(grouping: events, by: { Int($0.time) }).sorted(by: { $0.key < $1.key }) {
            run.add(
                second.value.map {
                    .init(
                        time: $0.time, method: $0.method, name: $0.name, milliseconds: $0.ms, length: $0.length,
                        error: $0.error)
                })
        }
        for _ in 0..<3 { run.addException("no stock", "Shop.swift:12") }
        return run
    }
}
