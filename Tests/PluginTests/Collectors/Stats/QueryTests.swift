// Assay: tests of queries.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay
import Testing

@testable import StatsCollector

@Suite struct QueryTests {
    private func filled() throws -> CollectorUnderTest {
        let collector = try CollectorUnderTest(start: 10_000_000_000)
        let shard = try collector.openShard()
        let read = shard.intern("GET", "/a")
        let write = shard.intern("POST", "/a")
        let end: Int64 = 14_000_000_000
        for time in 1...100 {
            shard.add(read, milliseconds: Double(time), end: end) {
                $0.bytes_sent = 100
                $0.bytes_received = 1000
            }
        }
        for _ in 0..<25 {
            shard.add(write, milliseconds: 400, end: end, outcome: .ASSAY_OUTCOME_FAILURE, error: "no")
        }
        collector.collect(shard)
        return collector
    }

    @Test func everyAggregationHasItsNumber() throws {
        let collector = try filled()
        #expect(try collector.query("http_reqs", "count") == 125)
        #expect(try collector.query("http_reqs", "rate") == 31.25)
        #expect(try collector.query("http_req_failed", "rate") == 0.2)
        #expect(try collector.query("http_req_failed", "count") == 25)
        #expect(try collector.query("data_sent", "count") == 10_000)
        #expect(try collector.query("data_received", "rate") == 25_000)
        #expect(try collector.query("http_req_duration", "avg", method: "GET") == 50.5)
        #expect(try collector.query("http_req_duration", "min", method: "POST") == 400)
        #expect(try collector.query("http_req_duration", "p", percentile: 100) == 400)
        let precise = try collector.query("http_req_duration", "p", percentile: 99.99, method: "GET", name: "/a")
        #expect(precise == 100)
    }

    @Test func aNameOfTwoMethodsIsBothTogether() throws {
        let collector = try filled()
        #expect(try collector.query("http_reqs", "count", name: "/a") == 125)
        #expect(try collector.query("http_req_duration", "max", name: "/a") == 400)
        let median = try collector.query("http_req_duration", "med", name: "/a")
        #expect(abs(median - 63) < 0.063)
    }

    @Test func whatNobodyAskedForIsNotFound() throws {
        let collector = try filled()
        for (name, userClass) in [("/b", nil), ("/a", "Nobody"), (nil, "Nobody")] as [(String?, String?)] {
            let error = #expect(throws: AssayError.self) {
                try collector.query("http_req_duration", "avg", name: name, userClass: userClass)
            }
            #expect(error?.status == .ASSAY_STATUS_NOT_FOUND)
        }
    }

    @Test func whatDoesNotExistIsRefusedWithWhatDoes() throws {
        let collector = try filled()
        for (metric, aggregation) in [
            ("http_req_time", "avg"), ("http_req_duration", "rate"), ("http_reqs", "avg"), ("http_reqs", "p"),
        ] {
            let error = #expect(throws: AssayError.self) { try collector.query(metric, aggregation) }
            #expect(error?.status == .ASSAY_STATUS_INVALID_ARGUMENT && error?.message.contains("it has") != nil)
        }
        #expect(throws: AssayError.self) { try collector.query("http_req_duration", "p", percentile: 101) }
    }
}
