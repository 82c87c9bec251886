// Assay: runs, and what they hold.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON

extension TrackingClient {
    /// The most metrics, and the most params and tags, in one call; more are split.
    static let mostMetrics = 1000
    static let mostPairs = 100

    /// Creates a run; without a name the store makes one up.
    public func createRun(
        in experiment: String = "0", name: String? = nil, startTime: Int64? = nil, tags: [String: String] = [:]
    ) async throws -> TrackedRun {
        let answer = try await call(
            "createRun",
            [
                ("experiment_id", .string(experiment)), ("run_name", name.map { .string($0) }),
                ("start_time", .integer(startTime ?? WallClock.milliseconds)), ("tags", Self.pairs(tags)),
            ])
        return TrackedRun(answer["run"])
    }

    /// A run with its data.
    public func run(_ id: String) async throws -> TrackedRun {
        TrackedRun(try await call("getRun", ["run_id": .string(id)])["run"])
    }

    /// Changes a run's status, end or name; nil leaves them as they are.
    public func updateRun(
        _ id: String, status: TrackedRun.Status? = nil, endTime: Int64? = nil, name: String? = nil
    ) async throws {
        try await call(
            "updateRun",
            [
                ("run_id", .string(id)), ("status", status.map { .string($0.rawValue) }),
                ("end_time", endTime.map { .integer($0) }), ("run_name", name.map { .string($0) }),
            ])
    }

    /// Ends a run now.
    public func endRun(_ id: String, _ status: TrackedRun.Status = .finished) async throws {
        try await updateRun(id, status: status, endTime: WallClock.milliseconds)
    }

    /// Deletes a run; it can be restored.
    public func deleteRun(_ id: String) async throws {
        try await call("deleteRun", ["run_id": .string(id)])
    }

    /// Restores a deleted run.
    public func restoreRun(_ id: String) async throws {
        try await call("restoreRun", ["run_id": .string(id)])
    }

    /// Logs values of metrics; they are durable when it returns.
    public func log(_ points: [MetricPoint], to run: String) async throws {
        for start in stride(from: 0, to: points.count, by: Self.mostMetrics) {
            let part = points[start..<min(start + Self.mostMetrics, points.count)]
            try await log(part, to: run)
        }
    }

    /// Logs params, each once for ever: another value than the one that is there is refused.
    public func log(params: [String: String], to run: String) async throws {
        try await logBatch("params", params, to: run)
    }

    /// Sets tags of a run.
    public func set(tags: [String: String], of run: String) async throws {
        try await logBatch("tags", tags, to: run)
    }

    private func logBatch(_ list: String, _ pairs: [String: String], to run: String) async throws {
        let sorted = pairs.sorted { $0.key < $1.key }
        for start in stride(from: 0, to: sorted.count, by: Self.mostPairs) {
            let part = sorted[start..<min(start + Self.mostPairs, sorted.count)]
            try await call(
                "logBatch",
                [
                    "run_id": .string(run),
                    "\(list)": .array(part.map { ["key": .string($0.key), "value": .string($0.value)] }),
                ])
        }
    }

    /// Removes a tag of a run.
    public func deleteTag(_ key: String, of run: String) async throws {
        try await call("deleteTag", ["run_id": .string(run), "key": .string(key)])
    }

    /// All values of a metric of a run, ordered by time, step and value.
    public func history(of key: String, in run: String) async throws -> [MetricPoint] {
        let answer = try await call("getMetricHistory", ["run_id": .string(run), "metric_key": .string(key)])
        return (answer["metrics"]?.arrayValue ?? []).map { metric in
            MetricPoint(
                key: key, value: TrackedRun.double(metric["value"]), timestamp: metric["timestamp"]?.intValue ?? 0,
                step: metric["step"]?.intValue ?? 0)
        }
    }

    /// A page of the runs that a filter finds in some experiments.
    public func searchRuns(
        in experiments: [String], _ filter: String = "", view: TrackingView = .active, orderBy: [String] = [],
        maxResults: Int = 1000, pageToken: String? = nil
    ) async throws -> TrackingPage<TrackedRun> {
        let answer = try await call(
            "searchRuns",
            [
                ("experiment_ids", .array(experiments.map { .string($0) })), ("filter", .string(filter)),
                ("run_view_type", .string(view.rawValue)), ("order_by", .array(orderBy.map { .string($0) })),
                ("max_results", .integer(Int64(maxResults))), ("page_token", pageToken.map { .string($0) }),
            ])
        return TrackingPage(
            elements: (answer["runs"]?.arrayValue ?? []).map { TrackedRun($0) },
            nextPageToken: answer["next_page_token"]?.stringValue)
    }
}
