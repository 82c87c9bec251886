// Assay: the operations that read histories of metrics.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON
internal import AssayKit
internal import AssayOperations
internal import TrackingSeries

extension Store {
    static let historyHandlers: [String: Handler] = [
        "getMetricHistory": { store, call throws(APIError) in try await store.getMetricHistory(call) },
        "getMetricHistoryBulk": { store, call throws(APIError) in try await store.getMetricHistoryBulk(call) },
        "getMetricHistoryBulkInterval": { store, call throws(APIError) in
            try await store.getMetricHistoryBulkInterval(call)
        },
    ]

    private func getMetricHistory(_ call: Call) async throws(APIError) -> TrackingAnswer {
        let key = call.request.string("metric_key")
        let offset = max(0, Int(clamping: try OffsetToken.offset(call.request.string("page_token"))))
        let size = call.request.optionalInt64("max_results").map { Int(clamping: $0) }
        // One more, to know whether there is a next page.
        let limit = size.map { $0 < .max ? $0 + 1 : .max } ?? .max
        var points = try await history(of: key, run: call.request.runID, offset: offset, limit: limit)
        var token: String?
        if let size, points.count > size {
            points.removeLast(points.count - size)
            token = OffsetToken.make(offset: Int64(offset) + Int64(size))
        }
        return .object { writer in
            let metric = MetricJSON(key)
            writer.member("metrics", points) { metric.write($1, into: &$0) }
            writer.member("next_page_token", ifThere: token)
        }
    }

    /// The histories of several runs, one after the other by their ids, up to a number of points. A negative one leaves
    /// off as many at the end, as MLflow on SQLite does.
    private func getMetricHistoryBulk(_ call: Call) async throws(APIError) -> TrackingAnswer {
        let key = call.request.string("metric_key")
        let most = Int(clamping: call.request.int64("max_results"))
        var histories: [(run: String, points: [Point])] = []
        var room = most < 0 ? Int.max : most
        for run in Set(call.request.strings("run_id")).sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            guard room > 0 else { break }
            let points = try await history(of: key, run: run, offset: 0, limit: room)
            if room < .max { room -= points.count }
            histories.append((run, points))
        }
        let total = histories.reduce(0) { $0 + $1.points.count }
        var left = most < 0 ? max(0, total + most) : total
        return .object { writer in
            writer.key("metrics")
            writer.beginArray()
            for (run, points) in histories {
                let metric = MetricJSON(key, run: run, style: .python)
                for point in points.prefix(left) { metric.write(point, into: &writer) }
                left -= min(left, points.count)
            }
            writer.endArray()
        }
    }

    /// At most `max_results` points of each run, evenly spread.
    private func getMetricHistoryBulkInterval(_ call: Call) async throws(APIError) -> TrackingAnswer {
        let request = call.request
        let key = request.string("metric_key")
        let most = max(1, Int(clamping: request.int64("max_results")))
        var steps: ClosedRange<Int64>?
        if let start = request.optionalInt64("start_step"), let end = request.optionalInt64("end_step"), start <= end {
            steps = start...end
        }
        var samples: [(run: String, points: [Point])] = []
        for run in request.strings("run_ids") {
            let points = try await history(of: key, run: run, steps: steps)
            samples.append((run, History.sample(points, most: most)))
        }
        let hasPoints = samples.contains { !$0.points.isEmpty }
        return .object { writer in
            guard hasPoints else { return }
            writer.key("metrics")
            writer.beginArray()
            for (run, points) in samples {
                let metric = MetricJSON(key, run: run)
                for point in points { metric.write(point, into: &writer) }
            }
            writer.endArray()
        }
    }
}
