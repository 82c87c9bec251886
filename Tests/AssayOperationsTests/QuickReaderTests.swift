// Assay: the requests that clients send are read in one pass.
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import AssayOperations

@Suite struct QuickReaderTests {
    private func quick(_ name: String, _ body: String) throws -> Request? {
        let operation = try #require(Operations.named(name))
        return Array(body.utf8).withUnsafeBytes { QuickReader.read(operation, $0) }
    }

    @Test func usualRequestsAreQuick() throws {
        let metric = #"{"run_id": "r", "key": "k\u00e9", "value": "NaN", "timestamp": 1, "step": -2, "x": {"y": [1]}}"#
        #expect(try quick("logMetric", metric)?.string("key") == "ké")
        let search = #"{"experiment_ids": ["0"], "max_results": 50000, "run_view_type": "ALL", "order_by": []}"#
        #expect(try quick("searchRuns", search)?.enumNumber("run_view_type") == 3)
        let inputs = #"{"run_id": "r", "datasets": [{"tags": [{"key": "k", "value": "v"}], "dataset": {"name": "n"}}]}"#
        #expect(try quick("logInputs", inputs)?.messages("datasets")[0].message("dataset")?.string("name") == "n")
    }

    @Test func pointsAreColumns() throws {
        let body = #"{"run_id": "r", "metrics": [{"key": "k", "value": 1.5, "timestamp": 7, "step": 0}]}"#
        let request = try #require(try quick("logBatch", body))
        let columns = try #require(request.metricColumns("metrics"))
        #expect(columns.keys == ["k"] && columns.values == [1.5] && columns.timestamps == [7] && columns.steps == [0])
        #expect(request.has("metrics"))
        #expect(request.messages("metrics")[0].double("value") == 1.5)
    }

    @Test(arguments: [("-0", FloatingPointSign.plus), ("-0.0", .minus), ("0", .plus)])
    func zeroHasTheSignThatPythonGivesIt(text: String, sign: FloatingPointSign) throws {
        let operation = try #require(Operations.named("logMetric"))
        let body = #"{"run_id": "r", "key": "k", "value": \#(text), "timestamp": 1}"#
        #expect(try Request.read(operation, body: Array(body.utf8)).double("value").sign == sign)
    }

    @Test func pointsWithMoreAreMessages() throws {
        let body = #"{"run_id": "r", "metrics": [{"key": "k", "value": 1, "timestamp": 7, "model_id": "m"}]}"#
        let request = try #require(try quick("logBatch", body))
        #expect(request.metricColumns("metrics") == nil)
        #expect(request.messages("metrics")[0].string("model_id") == "m")
    }

    @Test(arguments: [
        "", "[]", "{", #"{"run_id": "r"}"#, #"{"run_id": "r", "run_id": "r", "key": "k", "value": 1, "timestamp": 1}"#,
        #"{"runId": "r", "key": "k", "value": 1, "timestamp": 1}"#,
        #"{"run_id": "", "key": "k", "value": 1, "timestamp": 1}"#,
        #"{"run_id": "r", "key": "k", "value": 1, "timestamp": 1.0}"#,
        #"{"run_id": "r", "key": "k", "value": "1", "timestamp": 1}"#,
        #"{"run_id": "r", "key": null, "value": 1, "timestamp": 1}"#,
        #"{"run_id": "r", "key": "k", "value": true, "timestamp": 1}"#,
        #"{"run_id": "r", "key": "k", "value": 1, "timestamp": 1, "[x]": 1}"#,
        #"{"run_id": "r", "key": "k", "value": 1, "timestamp": 1, "ste\u0070": 1}"#,
        #"{"run_id": "r", "key": "k", "value": 1, "timestamp": 1} {}"#,
    ])
    func unusualRequestsAreNot(body: String) throws {
        #expect(try quick("logMetric", body) == nil)
    }
}
