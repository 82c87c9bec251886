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
        try LoggedModelMetric.checkDataset(call.request)
        let metric = Metric(call.request)
        try Validation.metric(key: metric.key, value: metric.value, timestamp: metric.timestamp, step: metric.step)
        let id = call.request.runID
        if let ofModel = LoggedModelMetric(call.request, runID: id) {
            try await write(RunBatch(metrics: [metric], ofModels: [ofModel]), to: try await activeRun(id))
        } else {
            try await writeMetrics([metric], toRun: id)
        }
        tell(call, runID: id, [metric])
        return .empty
    }

    private func logBatch(_ call: Call) async throws(APIError) -> TrackingAnswer {
        let request = call.request
        let id = request.string("run_id")
        let columns = request.metricColumns("metrics")
        // Columns have no more than the points: nothing of models or data sets.
        let messages = columns == nil ? request.messages("metrics") : []
        for metric in messages { try LoggedModelMetric.checkDataset(metric) }
        try Validation.runID(id)
        let metrics = columns?.points ?? messages.map { Metric($0) }
        var params = request.messages("params").map { KeyValue($0) }
        var tags = request.messages("tags").map { KeyValue($0) }
        try validate(metrics, &params, &tags)
        let ofModels = messages.compactMap { LoggedModelMetric($0, runID: id) }
        if params.isEmpty, tags.isEmpty, ofModels.isEmpty, !metrics.isEmpty {
            try await writeMetrics(metrics, toRun: id)
        } else {
            let found = try await activeRun(id)
            try await write(RunBatch(params: params, metrics: metrics, ofModels: ofModels, tags: tags), to: found)
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
}

extension MetricColumns {
    /// The points, one by one.
    fileprivate var points: [Metric] {
        keys.indices.map { Metric(key: keys[$0], value: values[$0], timestamp: timestamps[$0], step: steps[$0]) }
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
