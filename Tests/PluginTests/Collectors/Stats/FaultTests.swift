// Assay: tests of errors and exceptions.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay
import Testing

@testable import StatsCollector

@Suite struct FaultTests {
    @Test func errorsAreGroupedByNameAndMaskedText() throws {
        let collector = try CollectorUnderTest()
        for loop in 0..<2 {
            let shard = try collector.openShard()
            let one = shard.intern("GET", "/one")
            let two = shard.intern("GET", "/two")
            for address in [0x7F00_1234, 0x7F00_ABCD] {
                let text = "<Thing object at 0x\(String(address, radix: 16))> is late"
                shard.add(
                    one, end: Int64(100 + loop), outcome: .ASSAY_OUTCOME_FAILURE, error: text)
            }
            shard.add(two, outcome: .ASSAY_OUTCOME_FAILURE, error: "<Thing object at 0x7f001234> is late")
            collector.collect(shard)
        }
        let errors = try collector.snapshot().errors
        #expect(errors.map(\.name) == ["/one", "/two"])
        #expect(errors.map(\.occurrences) == [4, 2])
        #expect(errors.map(\.error) == Array(repeating: "<Thing object at 0x....> is late", count: 2))
        #expect(errors[0].firstSeen == 100 && errors[0].lastSeen == 101)
        #expect(try collector.query("http_req_failed", "rate") == 1)
    }

    @Test func textsNearTheMarkerStayAsTheyAre() throws {
        let collector = try CollectorUnderTest()
        let shard = try collector.openShard()
        let name = shard.intern("GET", "/")
        let texts = [
            "", "object at 0x", "object at 0xzz", "0x1234", "code 500", "objekt at 0x1234", "at 0x12 object at 0",
        ]
        for text in texts { shard.add(name, outcome: .ASSAY_OUTCOME_FAILURE, error: text) }
        collector.collect(shard)
        #expect(try collector.snapshot().errors.map(\.error) == texts)
    }

    @Test func longTextsAreCutBetweenCharacters() throws {
        let collector = try CollectorUnderTest()
        let shard = try collector.openShard()
        let long = "x" + String(repeating: "é", count: 2000)
        shard.add(shard.intern("GET", "/"), outcome: .ASSAY_OUTCOME_FAILURE, error: long)
        collector.collect(shard)
        let error = try #require(try collector.snapshot().errors.first)
        #expect(error.error.utf8.count == 1023 && error.error.last == "é")
    }

    @Test func errorsBeyondTheLimitAreCountedTogether() throws {
        let collector = try CollectorUnderTest(#"{"max_errors": 2}"#)
        for loop in 0..<2 {
            let shard = try collector.openShard()
            let name = shard.intern("GET", "/")
            for number in 0..<5 {
                shard.add(name, outcome: .ASSAY_OUTCOME_FAILURE, error: "loop \(loop) number \(number)")
            }
            collector.collect(shard)
        }
        let snapshot = try collector.snapshot()
        #expect(snapshot.errors.map(\.error) == ["loop 0 number 0", "loop 0 number 1", "(other errors)"])
        #expect(snapshot.otherErrorCount == 8 && snapshot.errors.last?.occurrences == 8)
        #expect(snapshot.total?.failureCount == 10)
    }

    @Test func exceptionsAreGroupedByMessageAndTrace() throws {
        let collector = try CollectorUnderTest(#"{"max_errors": 2}"#)
        let shard = try collector.openShard()
        for _ in 0..<3 { shard.addException("no stock", trace: "Shop.swift:12") }
        shard.addException("no stock", trace: "Shop.swift:99")
        shard.addException("a third", trace: "")
        collector.collect(shard)
        let exceptions = try collector.snapshot().exceptions
        #expect(exceptions.map(\.message) == ["no stock", "no stock", "(other exceptions)"])
        #expect(exceptions.map(\.count) == [3, 1, 1])
        #expect(exceptions.map(\.trace) == ["Shop.swift:12", "Shop.swift:99", ""])
    }
}
