// Assay: folding tails into chunks, in a database.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON
import AssayKit
import Foundation
import Testing

@Suite struct FoldingTests {
    private static func newRun(_ store: StoreFixture) throws -> JSONValue {
        let run = try store.result("createRun", ["experiment_id": "0"])["run"]
        return try #require(run?["info"]?["run_id"] ?? nil)
    }

    private static func point(_ key: String, _ value: JSONValue, _ timestamp: Int64, _ step: Int64) -> JSONValue {
        ["key": .string(key), "value": value, "timestamp": .integer(timestamp), "step": .integer(step)]
    }

    private static func history(_ store: StoreFixture, _ run: JSONValue, _ key: String) throws -> [JSONValue] {
        let answer = try store.result("getMetricHistory", ["run_id": run, "metric_key": .string(key)])
        return answer["metrics"]?.arrayValue ?? []
    }

    @Test func aHistoryStaysTheSame() async throws {
        try await StoreFixture.run { store in
            let run = try Self.newRun(store)
            let odd: [JSONValue] = [
                "NaN", "Infinity", "-Infinity", -0.0, 1e308, .number(.leastNonzeroMagnitude), 0.1, 3,
            ]
            for round in 0..<5 as Range<Int64> {
                // Later rounds lie before and between earlier ones, and repeat some of them.
                let points = (0..<400 as Range<Int64>).map { index in
                    let place = (index &* 7 &+ round &* 3) % 500
                    return Self.point(index % 2 == 0 ? "a" : "b", odd[Int(index % 8)], 1_000 &- round &+ place, place)
                }
                try store.result("logBatch", ["run_id": run, "metrics": .array(points)])
                let before = try ["a", "b"].map { try Self.history(store, run, $0) }
                #expect(before.allSatisfy { !$0.isEmpty })
                #expect(try #require(store.result("assay.foldMetrics")["folds"]?.intValue) > 0)
                #expect(try ["a", "b"].map { try Self.history(store, run, $0) } == before)
                #expect(try store.result("assay.foldMetrics")["folds"] == 0)
            }
        }
    }

    @Test func pointsOfOneStepAndTimeAreKeptOncePerValue() async throws {
        try await StoreFixture.run { store in
            let run = try Self.newRun(store)
            var points: [JSONValue] = []
            for step in 0..<200 as Range<Int64> {
                // Two values of one step and time, one of them logged again.
                for value in [1.5, 0.5, 1.5] { points.append(Self.point("k", .number(value), 1_000 &+ step, step)) }
            }
            for _ in 0..<3 {
                try store.result("logBatch", ["run_id": run, "metrics": .array(points)])
                let before = try Self.history(store, run, "k")
                #expect(before.count == 400)
                #expect(try #require(store.result("assay.foldMetrics")["folds"]?.intValue) > 0)
                #expect(try Self.history(store, run, "k") == before)
            }
        }
    }

    /// 50 points of a writer, each step written by one of them; every third one lies before all of the others.
    private static func batch(_ run: JSONValue, _ writer: Int, _ writers: Int, _ round: Int) -> TrackingRequest {
        let points = (0..<50).map { index in
            let step = Int64((round * 50 + index) * writers + writer)
            let timestamp = index % 3 == 0 ? 1_000_000 - step : 1_000_000 + step
            return point("m", .integer(step), timestamp, step)
        }
        let body: JSONValue = ["run_id": run, "metrics": .array(points)]
        return TrackingRequest("logBatch", body: [UInt8](body.text().utf8))
    }

    @Test func nothingIsLostOrDoubledWhileOthersWriteAndFold() async throws {
        try await StoreFixture.run { store in
            let run = try Self.newRun(store)
            let writers = 4
            let rounds = 40
            try store.wait { tracking in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for writer in 0..<writers {
                        group.addTask {
                            for round in 0..<rounds {
                                let answer = try await tracking.call(Self.batch(run, writer, writers, round))
                                #expect(answer.status == 200)
                            }
                        }
                        group.addTask {
                            for _ in 0..<rounds {
                                let answer = try await tracking.call(
                                    TrackingRequest("assay.foldMetrics", body: [UInt8]("{}".utf8)))
                                #expect(answer.status == 200, "\(String(decoding: answer.body, as: UTF8.self))")
                            }
                        }
                    }
                    try await group.waitForAll()
                }
            }
            let steps = try Self.history(store, run, "m").compactMap { $0["step"]?.intValue ?? 0 }.sorted()
            #expect(steps == (0..<Int64(writers * rounds * 50)).map { $0 })
        }
    }
}
