// Assay: how a run ended.
// SPDX-License-Identifier: Apache-2.0
public import CAssay

/// How a run ended. A view; it lives until `finish` has returned.
public struct RunResult {
    /// The C side.
    public let pointer: UnsafePointer<assay_run_result_t>

    /// Wraps what the host passed.
    public init(_ pointer: UnsafePointer<assay_run_result_t>) { self.pointer = pointer }

    /// The exit code so far.
    public var exitCode: Int { Int(pointer.pointee.exit_code) }
    /// Wall clock, in nanoseconds.
    public var endTime: assay_time_t { pointer.pointee.end_time }
    /// "run time reached", "interrupted", "shape finished" …
    public var reason: String { text(pointer.pointee.reason) }
    /// Why the run is INVALID; empty when it is valid.
    public var invalidReason: String { text(pointer.pointee.invalid_reason) }
    /// The thresholds, judged.
    public var thresholds: [ThresholdResult] {
        UnsafeBufferPointer(start: pointer.pointee.thresholds, count: pointer.pointee.threshold_count).map {
            ThresholdResult(
                expression: text($0.expression), value: $0.has_value ? $0.value : nil, isPassed: $0.is_passed)
        }
    }
    /// Iterations over the whole run.
    public var iterationCount: UInt64 { pointer.pointee.iteration_count }
    /// Iterations of the open model that found no free user, over the whole run.
    public var droppedIterationCount: UInt64 { pointer.pointee.dropped_iteration_count }
    /// The 99th percentile of the dispatch delay over the whole run, in milliseconds.
    public var dispatchDelay99: Double { pointer.pointee.dispatch_delay_p99_ms }
    /// The largest loop lag of the whole run, in milliseconds.
    public var maximumLoopLag: Double { pointer.pointee.loop_lag_max_ms }
    /// The largest CPU use of the generator, in percent of one core.
    public var maximumCPUUsage: Double { pointer.pointee.cpu_usage_max }
}

/// One threshold, judged.
public struct ThresholdResult: Sendable {
    /// As given: "http_req_duration{name:/pay} p(95)<250".
    public let expression: String
    /// What it was compared with; nil when no request fits.
    public let value: Double?
    /// Whether it holds.
    public let isPassed: Bool
}
