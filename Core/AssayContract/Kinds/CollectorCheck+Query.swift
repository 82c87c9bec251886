// Assay: the questions that a collector answers.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

extension CollectorCheck {
    private struct Question {
        var metric: String
        var aggregation: String
        var percentile = 0.0
        var name: String?

        var words: String { "query of \(metric) \(aggregation)" }
    }

    /// Numbers over the totals of `rounds` rounds, and questions that cannot be answered.
    func checkQueries(rounds: UInt64) throws(Violation) {
        let count = Double(rounds * CollectorSample.count)
        let answers: [(Question, Double)] = [
            (Question(metric: "http_reqs", aggregation: "count"), count),
            (Question(metric: "http_req_duration", aggregation: "min"), 0.25),
            (Question(metric: "http_req_duration", aggregation: "max"), 1000),
            (Question(metric: "http_req_failed", aggregation: "rate"), 1 / Double(CollectorSample.count)),
            (
                Question(metric: "http_reqs", aggregation: "count", name: CollectorSample.page),
                Double(rounds) * Double(CollectorSample.times.count)
            ),
            (Question(metric: "http_req_duration", aggregation: "p", percentile: 100), 1000),
        ]
        for (question, wanted) in answers {
            let (status, value, error) = ask(question)
            try require(
                status == .ASSAY_STATUS_OK, "\(question.words) gives \(status.rawValue): \(CallError.words(error))")
            try require(
                abs(value - wanted) <= wanted * 1e-9, "\(question.words) gives \(value), wanted \(wanted)")
        }
        try expect(
            .ASSAY_STATUS_NOT_FOUND, Question(metric: "http_reqs", aggregation: "count", name: "/none"))
        try expect(.ASSAY_STATUS_INVALID_ARGUMENT, Question(metric: "no_such_metric", aggregation: "count"))
        try expect(.ASSAY_STATUS_INVALID_ARGUMENT, Question(metric: "http_reqs", aggregation: "no_such"))
    }

    /// A reset forgets all, also what shards had set apart and was merged before it.
    func checkReset(_ sample: CollectorSample) throws(Violation) {
        try host.onWorkLoop { () throws(Violation) in
            sample.addRound()
            table.flip(sample.shard)
        }
        table.merge(sample.shard)
        table.reset(component, CollectorSample.start)
        try expectEmpty(try snapshot())
    }

    /// Nothing is counted, and times of nothing are 0.
    func expectEmpty(_ snapshot: assay_stats_snapshot_t) throws(Violation) {
        guard let total = snapshot.total?.pointee else { return }
        let count = total.request_count + total.failure_count + total.interrupted_count
        try require(count == 0, "\(count) requests are counted after a reset")
        try require(
            snapshot.error_count == 0 && snapshot.exception_count == 0, "errors are listed after a reset")
        let trend = total.response_time
        try require(
            trend.count == 0 && trend.minimum == 0 && trend.maximum == 0 && trend.average == 0,
            "times of no request are not 0")
    }

    private func expect(_ wanted: assay_status_t, _ question: Question) throws(Violation) {
        let (status, value, error) = ask(question)
        let place = "\(question.words)\(question.name.map { " of name '\($0)'" } ?? "")"
        try require(status == wanted, "\(place) gives status \(status.rawValue), wanted \(wanted.rawValue)")
        if wanted == .ASSAY_STATUS_NOT_FOUND { try require(value == 0, "\(place) gives \(value), wanted 0") }
        try require(CallError.message(error)?.isEmpty == false, "\(place) is refused without a message")
    }

    private func ask(_ question: Question) -> (assay_status_t, Double, assay_error_t) {
        let arena = Arena()
        var query = assay_stats_query_t()
        query.struct_size = UInt32(MemoryLayout<assay_stats_query_t>.size)
        query.metric = arena.text(question.metric)
        query.aggregation = arena.text(question.aggregation)
        query.percentile = question.percentile
        query.name = question.name.flatMap { arena.text($0) }
        var value = Double.nan
        var error = CallError.empty()
        let now = CollectorSample.start + Self.second
        let status = table.query(component, &query, now, &value, &error)
        return withExtendedLifetime(arena) { (status, value, error) }
    }
}
