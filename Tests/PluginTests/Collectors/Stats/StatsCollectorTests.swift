// Assay: tests of counting and merging.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay
import Testing

@testable import StatsCollector

@Suite struct StatsCollectorTests {
    private func row(_ snapshot: StatsSnapshot, _ name: String, _ kind: assay_row_kind_t = .ASSAY_ROW_REQUEST) throws
        -> StatsRow
    {
        try #require(snapshot.rows.first { $0.name == name && $0.kind == kind })
    }

    @Test func anEmptyRunHasATotalOfZeros() throws {
        let snapshot = try CollectorUnderTest().snapshot(5_000_000_000)
        #expect(snapshot.rows.count == 1 && snapshot.errors.isEmpty && snapshot.exceptions.isEmpty)
        let total = try #require(snapshot.total)
        #expect(total.name == "Aggregated" && total.requestCount == 0 && total.totalRPS == 0)
        #expect(total.responseTime.percentiles.allSatisfy { $0 == 0 } && total.responseTime.average == 0)
        #expect(total.currentMedian == nil && total.firstRequest == nil && total.phases.count == 6)
    }

    @Test func loopsAreSummedByNameByClassAndInTotal() throws {
        let collector = try CollectorUnderTest()
        for loop in 0..<2 {
            let shard = try collector.openShard()
            let buyer = shard.internUserClass("Buyer")
            let reader = shard.internUserClass("Reader")
            let pay = shard.intern("POST", "/pay")
            let page = shard.intern("GET", "/page")
            for index in 0..<10 { shard.add(pay, userClass: buyer, milliseconds: Double(10 + loop + index)) }
            for _ in 0..<5 { shard.add(page, userClass: reader, milliseconds: 3) }
            for _ in 0..<2 { shard.add(page, userClass: buyer, milliseconds: 7) }
            collector.collect(shard)
        }
        let snapshot = try collector.snapshot()
        #expect(snapshot.rows.map(\.name) == ["/page", "/pay", "Buyer", "Reader", "Aggregated"])
        #expect(try row(snapshot, "/page").requestCount == 14)
        #expect(try row(snapshot, "/pay").responseTime.minimum == 10)
        #expect(try row(snapshot, "/pay").responseTime.maximum == 20)
        #expect(try row(snapshot, "Buyer", .ASSAY_ROW_USER_CLASS).requestCount == 24)
        #expect(snapshot.total?.requestCount == 34)
        #expect(try collector.query("http_reqs", "count", name: "/page", userClass: "Buyer") == 4)
        #expect(try collector.query("http_req_duration", "max", name: "/page", userClass: "Reader") == 3)
        #expect(try collector.query("http_req_duration", "p", percentile: 99, userClass: "Reader") == 3)
    }

    @Test func bothTimesAreOneUntilTheyDiffer() throws {
        let collector = try CollectorUnderTest()
        let shard = try collector.openShard()
        let name = shard.intern("GET", "/")
        for _ in 0..<99 { shard.add(name, milliseconds: 10) }
        collector.collect(shard)
        #expect(try collector.query("http_req_from_send", "max") == 10)
        shard.add(name, milliseconds: 500, fromSend: 12)
        collector.collect(shard)
        for _ in 0..<100 { shard.add(name, milliseconds: 10) }
        collector.collect(shard)
        #expect(try collector.query("http_req_duration", "max") == 500)
        #expect(try collector.query("http_req_from_send", "max") == 12)
        #expect(try collector.query("http_req_from_send", "count") == 200)
        #expect(abs(try collector.query("http_req_from_send", "med") - 10) < 0.01)
    }

    @Test func interruptedRequestsAreInNothingElse() throws {
        let collector = try CollectorUnderTest()
        let shard = try collector.openShard()
        let name = shard.intern("GET", "/")
        shard.add(name, milliseconds: 4)
        for _ in 0..<3 {
            shard.add(name, milliseconds: 9000, outcome: .ASSAY_OUTCOME_INTERRUPTED) { $0.bytes_sent = 10 }
        }
        collector.collect(shard)
        let total = try #require(try collector.snapshot().total)
        #expect(total.requestCount == 1 && total.failureCount == 0 && total.interruptedCount == 3)
        #expect(total.responseTime.maximum == 4 && total.bytesSent == 30)
        #expect(try collector.query("http_req_interrupted", "count") == 3)
    }

    @Test func phasesCountTheZerosOfKeepAlive() throws {
        let collector = try CollectorUnderTest()
        let shard = try collector.openShard()
        let name = shard.intern("GET", "/")
        for index in 0..<10 {
            shard.add(name, milliseconds: 6) {
                $0.timings.connecting = index == 0 ? 5_000_000 : 0
                $0.timings.waiting = 1_000_000
            }
        }
        collector.collect(shard)
        let phases = try #require(try collector.snapshot().total).phases
        #expect(phases.map(\.name) == StatsRow.phaseNames)
        #expect(phases[1].times.count == 10 && phases[1].times.average == 0.5 && phases[1].times.median == 0)
        #expect(phases[1].times.maximum == 5 && phases[1].times.minimum == 0)
        #expect(phases[4].times.average == 1 && phases[4].times.minimum == 1)
        #expect(try collector.query("http_req_connecting", "avg") == 0.5)
    }

    @Test func namesBeyondTheLimitShareARow() throws {
        let collector = try CollectorUnderTest(#"{"max_names": 3}"#)
        let shard = try collector.openShard()
        for index in 0..<10 { shard.add(shard.intern("GET", "/\(index)")) }
        #expect(shard.intern("GET", "/2") != shard.intern("GET", "/7"))
        #expect(shard.intern("GET", "/6") == shard.intern("GET", "/7"))
        collector.collect(shard)
        let snapshot = try collector.snapshot()
        #expect(snapshot.hasOtherNames)
        #expect(snapshot.rows(.ASSAY_ROW_REQUEST).map(\.name) == ["(other names)", "/0", "/1", "/2"])
        #expect(try row(snapshot, "(other names)").requestCount == 7)
    }

    @Test func aNameThatNobodyInternedIsAnotherName() throws {
        let collector = try CollectorUnderTest()
        let shard = try collector.openShard()
        shard.add(4_000_000_000, userClass: 4_000_000_000)
        collector.collect(shard)
        #expect(try collector.snapshot().total?.requestCount == 1)
    }

    @Test func aResetKeepsTheNames() throws {
        let collector = try CollectorUnderTest()
        let shard = try collector.openShard()
        let name = shard.intern("GET", "/")
        shard.add(name, outcome: .ASSAY_OUTCOME_FAILURE, error: "broken")
        collector.collect(shard)
        collector.reset(77)
        var snapshot = try collector.snapshot()
        #expect(snapshot.startTime == 77 && snapshot.errors.isEmpty)
        #expect(try row(snapshot, "/").requestCount == 0)
        shard.add(name, milliseconds: 2, outcome: .ASSAY_OUTCOME_FAILURE, error: "broken")
        collector.collect(shard)
        snapshot = try collector.snapshot()
        #expect(snapshot.errors.map(\.occurrences) == [1] && snapshot.total?.responseTime.maximum == 2)
    }
}
