// Assay: the operations that log metrics, and batches of everything.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import AssayOperations

extension Store {
    static let metricHandlers: [String: Handler] = [
        "logMetric": { store, call throws(APIError) in try await store.logMetric(call) },
        "logBatch": { store, call throws(APIError) in try await store.logBatch(call) },
    ]

    private func logMetric(_ call: Call) async throws(APIError) -> TrackingAnswer {
        let metric = Metric(call.request)
        try Validation.metric(key: metric.key, value: metric.value, timestamp: metric.timestamp, step: metric.step)
        let id = call.request.runID
        if let ofModel = LoggedModelMetric(call.request, runID: id) {
            _ = try await activeRun(id)
            try await writeLoggedModelMetrics([ofModel])
        }
        try await writeMetrics([metric], toRun: id)
        tell(call, runID: id, [metric])
        return .empty
    }

    private func logBatch(_ call: Call) async throws(APIError) -> TrackingAnswer {
        let request = call.request
        let id = request.string("run_id")
        try Validation.runID(id)
        let metrics = request.messages("metrics").map { Metric($0) }
        var params = request.messages("params").map { KeyValue($0) }
        var tags = request.messages("tags").map { KeyValue($0) }
        try validate(metrics, &params, &tags)
        let ofModels = request.messages("metrics").compactMap { LoggedModelMetric($0, runID: id) }
        if params.isEmpty, tags.isEmpty, !metrics.isEmpty {
            try await writeMetrics(metrics, toRun: id)
            try await writeLoggedModelMetrics(ofModels)
        } else {
            let found = try await activeRun(id)
            try await writeParams(params, to: found)
            try await writeMetrics(metrics, toRun: id)
            try await writeLoggedModelMetrics(ofModels)
            try await writeTags(tags, to: found)
            for param in params {
                events.emit(.logParam, call) {
                    $0.run = found; $0.pair = param
                }
            }
            for tag in tags {
                events.emit(.setTag, call) {
                    $0.run = found; $0.pair = tag
                }
            }
        }
        tell(call, runID: id, metrics)
        return .empty
    }

    /// Checks a batch, in MLflow's order: each thing, then how many there are, then that params differ.
    private func validate(
        _ metrics: [Metric], _ params: inout [KeyValue], _ tags: inout [KeyValue]
    ) throws(APIError) {
        for (index, metric) in metrics.enumerated() {
            try Validation.metric(
                key: metric.key, value: metric.value, timestamp: metric.timestamp, step: metric.step,
                path: "metrics[\(index)]")
        }
        for index in params.indices {
            params[index].value = try Validation.param(
                key: params[index].key, value: params[index].value, path: "params[\(index)]")
        }
        for index in tags.indices {
            tags[index].value = try Validation.tag(
                key: tags[index].key, value: tags[index].value, path: "tags[\(index)]")
        }
        try Validation.batchLimits(metrics: metrics.count, params: params.count, tags: tags.count)
        try Validation.paramKeysUnique(params.map(\.key))
    }

    /// Stores points that came without JSON.
    func log(_ points: MetricPoints, _ call: Call) async throws(APIError) -> TrackingAnswer {
        try Validation.runID(points.runID)
        let metrics = points.points.map {
            Metric(key: $0.key, value: $0.value, timestamp: $0.timestamp, step: $0.step)
        }
        var none: [KeyValue] = []
        var noTags: [KeyValue] = []
        try validate(metrics, &none, &noTags)
        try await writeMetrics(metrics, toRun: points.runID)
        tell(call, runID: points.runID, metrics)
        return .empty
    }

    private func tell(_ call: Call, runID: String, _ metrics: [Metric]) {
        guard let first = metrics.first else { return }
        events.emit(.logMetric, call) { detail in
            detail.runID = runID
            detail.key = first.key
            detail.number = first.value
            detail.count = metrics.count
        }
    }

    /// Writes params, each once for ever: another value than the one that is there is refused, and then none is written.
    func writeParams(_ params: [KeyValue], to run: Run) async throws(APIError) {
        guard !params.isEmpty else { return }
        let columns = [
            SQLColumn(params.map { _ in run.number }), SQLColumn(params.map(\.key)), SQLColumn(params.map(\.value)),
        ]
        let all =
            columns + [
                SQLColumn(params.map { _ in run.experimentID }), SQLColumn(params.map { _ in run.startTime }),
            ]
        let batch = SQLBatch()
        batch.add(
            sql(
                postgres: """
                    INSERT INTO params (run_no, key, value, experiment_id, start_time)
                    SELECT * FROM unnest($1, $2, $3, $4, $5) ON CONFLICT (run_no, key) DO NOTHING
                    """,
                sqlite: """
                    INSERT INTO params (run_no, key, value, experiment_id, start_time) VALUES ($1, $2, $3, $4, $5)
                    ON CONFLICT (run_no, key) DO NOTHING
                    """), isPostgres ? .arrays(all) : .each(all))
        let conflicts = batch.add(
            sql(
                postgres: """
                    SELECT p.key, p.value FROM unnest($1, $2, $3) AS i (run_no, key, value)
                    JOIN params p ON p.run_no = i.run_no AND p.key = i.key WHERE p.value <> i.value
                    """, sqlite: "SELECT key, value FROM params WHERE run_no = $1 AND key = $2 AND value <> $3"),
            isPostgres ? .arrays(columns) : .each(columns), expecting: 0)
        do throws(SQLFailure) {
            _ = try await attempt(batch)
        } catch {
            guard error.failedStatement == conflicts, error.code.isEmpty else { throw apiError(error) }
            throw try await paramConflict(params, run)
        }
    }

    /// The error that names all params whose values differ from those that are there.
    private func paramConflict(_ params: [KeyValue], _ run: Run) async throws(APIError) -> APIError {
        let batch = SQLBatch(.readOnly)
        batch.add("SELECT key, value FROM params WHERE run_no = $1", .scalars(.int(run.number)))
        let rows = KeyValue.rows(try await self.run(batch)[0])
        let old = Dictionary(rows.map { ($0.key, $0.value) }) { first, _ in first }
        let differing = params.compactMap { param -> String? in
            guard let value = old[param.key], value != param.value else { return nil }
            let key = PythonText.repr(param.key)
            return
                "{'key': \(key), 'old_value': \(PythonText.repr(value)), 'new_value': \(PythonText.repr(param.value))}"
        }
        return .invalidParameter(
            """
            Changing param values is not allowed. Params were already logged='[\(differing.joined(separator: ", "))]' \
            for run ID='\(run.id)'.
            """)
    }

    /// Sets tags, the last value of each.
    func writeTags(_ tags: [KeyValue], to run: Run) async throws(APIError) {
        let batch = SQLBatch()
        addTags(KeyValue.lastOfEach(tags).filter { !$0.isEmptyName }, toRun: run.id, batch)
        if batch.count > 0 { _ = try await self.run(batch) }
    }
}

extension Metric {
    /// Reads an element of a request's list, or a request that is one.
    init(_ request: Request) {
        self.init(
            key: request.string("key"), value: request.double("value"), timestamp: request.int64("timestamp"),
            step: request.int64("step"))
    }
}
