// Assay: tests of threshold expressions.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import Testing

@testable import LocalRunner

@Suite struct ThresholdTests {
    @Test func readsFiltersAggregationAndLimit() throws {
        let threshold = try Threshold("http_req_duration{name:/pay,method:POST} p(99.9)<=250.5")
        #expect(threshold.metric == "http_req_duration")
        #expect(threshold.filters == ["name": "/pay", "method": "POST"])
        #expect(threshold.aggregation == "p")
        #expect(threshold.percentile == 99.9)
        #expect(threshold.limit == 250.5)
        #expect(threshold.passes(250.5))
        #expect(!threshold.passes(250.6))
    }

    @Test(arguments: [
        ("http_req_failed rate<0.01", 0.0099, true), ("http_req_failed rate<0.01", 0.01, false),
        ("iterations rate>1000", 1000, false), ("iterations rate >= 1000", 1000, true),
        ("http_reqs count==5", 5, true), ("http_reqs count!=5", 5, false),
    ])
    func compares(_ expression: String, _ value: Double, _ passes: Bool) throws {
        #expect(try Threshold(expression).passes(value) == passes)
    }

    @Test(arguments: [
        "", "p(95)<1", "http_req_duration", "http_req_duration p(95)", "http_req_duration p(101)<1",
        "http_req_duration{name:/a p(95)<1", "http_req_duration{tag:x} avg<1", "http_req_duration mean<1",
        "http_req_duration avg<fast", "http_req_duration avg<nan", "http_req_durations avg<1",
    ])
    func refusesWhatItCannotRead(_ expression: String) {
        #expect(throws: AssayError.self) { try Threshold(expression) }
    }

    @Test func aNameMayHoldSpacesAndBraces() throws {
        let threshold = try Threshold("http_req_duration{name:GET /items/{id}} avg<10")
        #expect(threshold.filters == ["name": "GET /items/{id}"])
    }
}
