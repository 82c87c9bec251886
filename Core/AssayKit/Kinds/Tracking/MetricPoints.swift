// Assay: values of metrics on their way into a store.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// One value of a metric.
public struct MetricPoint: Sendable, Equatable {
    /// The metric's name.
    public var key: String
    /// The value; NaN and infinities are allowed.
    public var value: Double
    /// Milliseconds since 1970-01-01T00:00:00Z.
    public var timestamp: Int64
    /// The step; may be negative.
    public var step: Int64

    /// Makes a point.
    public init(key: String, value: Double, timestamp: Int64, step: Int64 = 0) {
        self.key = key
        self.value = value
        self.timestamp = timestamp
        self.step = step
    }

    init(_ point: assay_metric_point_t) {
        self.init(key: String(point.key), value: point.value, timestamp: point.timestamp_ms, step: point.step)
    }
}

/// Values of metrics of one run.
public struct MetricPoints: Sendable {
    /// "" for the default workspace.
    public var workspace: String
    /// Who writes.
    public var principal: String
    /// The run.
    public var runID: String
    /// The values, in order.
    public var points: [MetricPoint]

    /// Makes a set of values.
    public init(workspace: String = "", principal: String = "", runID: String, points: [MetricPoint]) {
        self.workspace = workspace
        self.principal = principal
        self.runID = runID
        self.points = points
    }
}
