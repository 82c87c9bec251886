// Assay: tests of rates and of the current figures, against Locust's.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay
import Testing

@testable import StatsCollector

@Suite struct RateTests {
    @Test func ratesAreLocusts() throws {
        let recorded = try Recorded.rates()
        let collector = try CollectorUnderTest(start: Int64(recorded.start * 1e9))
        let shard = try collector.openShard()
        var next = 0
        for check in recorded.checks {
            while next < check.after {
                let event = recorded.events[next]
                shard.add(
                    shard.intern("GET", event.name), milliseconds: event.ms, end: Int64(event.time * 1e9),
                    outcome: event.failed ? .ASSAY_OUTCOME_FAILURE : .ASSAY_OUTCOME_SUCCESS, error: "broken")
                next += 1
            }
            collector.collect(shard)
            let snapshot = try collector.snapshot()
            for (name, expected) in check.rows {
                let row = try #require(snapshot.rows.first { $0.name == name && $0.kind != .ASSAY_ROW_USER_CLASS })
                #expect(row.requestCount == expected.requests && row.failureCount == expected.failures)
                #expect(abs(row.currentRPS - expected.current_rps) < 1e-9)
                #expect(abs(row.currentFailuresPerSecond - expected.current_failures) < 1e-9)
                #expect(abs(row.totalRPS - expected.total_rps) < expected.total_rps * 1e-5)
                #expect(abs(row.totalFailuresPerSecond - expected.total_failures) <= expected.total_failures * 1e-5)
            }
        }
    }

    @Test func theCurrentMedianForgetsWhatIsOlderThanTenSeconds() throws {
        let collector = try CollectorUnderTest(start: 1_000_000_000)
        let shard = try collector.openShard()
        let name = shard.intern("GET", "/")
        func second(_ second: Int64, _ milliseconds: Double) {
            for _ in 0..<10 { shard.add(name, milliseconds: milliseconds, end: second * 1_000_000_000 + 5) }
            collector.collect(shard)
        }
        for step in 100..<105 { second(Int64(step), 1000) }
        second(110, 20)
        let early = try #require(try collector.snapshot(110 * 1_000_000_000).total?.currentMedian)
        #expect(abs(early - 1000) < 4)
        for step in 111..<115 { second(Int64(step), 20) }
        let late = try #require(try collector.snapshot(115 * 1_000_000_000).total)
        #expect(abs((late.currentMedian ?? 0) - 20) < 0.1)
        #expect(abs((late.current95 ?? 0) - 20) < 0.1)
        #expect(try collector.snapshot(200 * 1_000_000_000).total?.currentMedian == nil)
    }

    @Test func bucketsAndSecondsCanBeVisited() throws {
        let collector = try CollectorUnderTest()
        let shard = try collector.openShard()
        let name = shard.intern("GET", "/")
        for time in [1.5, 1.5, 80] { shard.add(name, milliseconds: time, end: 42_000_000_000) }
        shard.add(name, milliseconds: 2, end: 43_000_000_000, outcome: .ASSAY_OUTCOME_FAILURE)
        collector.collect(shard)
        let row = try #require(try collector.snapshot().rows.first)
        #expect(row.responseTimeBuckets.map(\.count) == [2, 1, 1])
        #expect(row.responseTimeBuckets.map(\.time) == [1.5, 2, 80.0315])
        #expect(row.seconds.map(\.second) == [42, 43] && row.seconds.map(\.failureCount) == [0, 1])
    }
}
