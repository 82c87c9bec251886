// Assay: a run that is being logged to: MLflow's fluent API in Swift.
// SPDX-License-Identifier: Apache-2.0

/// A run that goes on. Values of metrics are gathered and written in the background; the end of `start` waits for them,
/// so that nothing is lost.
///
///     try await Run.start(client, experiment: "checkout", name: "nightly") { run in
///         try await run.log(param: "users", 100)
///         for second in 0..<60 {
///             try await run.log(metric: "p95", measure(), step: second)
///         }
///         try await Run.start(client, name: "warm-up") { child in … }    // nested: its parent is the run around it
///     }
public final class Run: Sendable {
    /// The run that the current task logs to; nil outside of `start`.
    @TaskLocal public static var current: Run?

    /// The client that the run is logged with.
    public let client: TrackingClient
    /// The run as it was when it began.
    public let info: TrackedRun
    private let buffer: MetricBuffer

    /// The run's id.
    public var id: String { info.id }

    private init(_ client: TrackingClient, _ info: TrackedRun) {
        self.client = client
        self.info = info
        buffer = MetricBuffer(client, runID: info.id)
    }

    /// Creates a run, calls `body` with it, and ends it: FINISHED, or FAILED when `body` throws, which is passed on. Inside
    /// of another run it is that run's child and belongs to its experiment, unless one is named. The experiment is created
    /// when it is not there.
    public static func start<Value>(
        _ client: TrackingClient, experiment: String? = nil, name: String? = nil, tags: [String: String] = [:],
        isolation: isolated (any Actor)? = #isolation, _ body: (Run) async throws -> Value
    ) async throws -> Value {
        let parent = current
        var tags = tags
        if let parent { tags["mlflow.parentRunId"] = parent.id }
        let owner: String
        if let experiment {
            owner = try await client.ensureExperiment(experiment)
        } else {
            owner = parent?.info.experimentID ?? "0"
        }
        return try await Run(client, try await client.createRun(in: owner, name: name, tags: tags)).carry(body)
    }

    /// Goes on with a run that is there: calls `body` with it, and ends it as `start` does.
    public static func resume<Value>(
        _ client: TrackingClient, _ id: String, isolation: isolated (any Actor)? = #isolation,
        _ body: (Run) async throws -> Value
    ) async throws -> Value {
        try await client.updateRun(id, status: .running)
        return try await Run(client, try await client.run(id)).carry(body)
    }

    /// Calls `body`, waits for what was logged, and ends the run.
    private func carry<Value>(
        isolation: isolated (any Actor)? = #isolation, _ body: (Run) async throws -> Value
    ) async throws -> Value {
        let value: Value
        do {
            value = try await Self.$current.withValue(self) { try await body(self) }
        } catch {
            // The error of the body is the one to tell of.
            try? await flush()
            try? await client.endRun(id, .failed)
            throw error
        }
        do {
            try await flush()
        } catch {
            try? await client.endRun(id, .failed)
            throw error
        }
        try await client.endRun(id)
        return value
    }

    /// Logs a value of a metric, now. Returns at once unless too many wait to be written; throws what an earlier write ran
    /// into.
    public func log(metric key: String, _ value: Double, step: Int = 0) async throws {
        try await log(MetricPoint(key: key, value: value, timestamp: WallClock.milliseconds, step: Int64(step)))
    }

    /// Logs values of several metrics, now.
    public func log(metrics: [String: Double], step: Int = 0) async throws {
        let now = WallClock.milliseconds
        for (key, value) in metrics.sorted(by: { $0.key < $1.key }) {
            try await log(MetricPoint(key: key, value: value, timestamp: now, step: Int64(step)))
        }
    }

    /// Logs a value with its own time.
    public func log(_ point: MetricPoint) async throws {
        try await buffer.append(point)
    }

    /// Logs a param; it is durable when it returns.
    public func log(param key: String, _ value: some CustomStringConvertible & Sendable) async throws {
        try await client.log(params: [key: value.description], to: id)
    }

    /// Logs params.
    public func log(params: [String: String]) async throws {
        try await client.log(params: params, to: id)
    }

    /// Sets a tag.
    public func set(tag key: String, _ value: String) async throws {
        try await client.set(tags: [key: value], of: id)
    }

    /// Sets tags.
    public func set(tags: [String: String]) async throws {
        try await client.set(tags: tags, of: id)
    }

    /// Waits until everything logged so far is durable.
    public func flush() async throws {
        try await buffer.flush()
    }
}
