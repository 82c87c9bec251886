// Assay: how a run stands.
// SPDX-License-Identifier: Apache-2.0
public import CAssay

/// How a run stands. A view, borrowed for the call.
public struct RunState {
    /// The C side.
    public let pointer: UnsafePointer<assay_run_state_t>

    /// Wraps what the host passed.
    public init(_ pointer: UnsafePointer<assay_run_state_t>) { self.pointer = pointer }

    /// Locust's words: "spawning", "running", "stopping", "stopped".
    public var state: String { text(pointer.pointee.state) }
    /// Users now.
    public var userCount: Int { Int(pointer.pointee.user_count) }
    /// Users now, by class.
    public var userClasses: [(name: String, count: Int)] {
        UnsafeBufferPointer(start: pointer.pointee.user_classes, count: pointer.pointee.user_class_count).map {
            (text($0.user_class), Int($0.user_count))
        }
    }
    /// Iterations begun and ended.
    public var iterationCount: UInt64 { pointer.pointee.iteration_count }
    /// Iterations of the open model that found no free user.
    public var droppedIterationCount: UInt64 { pointer.pointee.dropped_iteration_count }
    /// Of the generator: percent of one core over the last second.
    public var cpuUsage: Double { pointer.pointee.cpu_usage }
    /// The largest loop lag of the last second, in milliseconds.
    public var loopLag: Double { pointer.pointee.loop_lag_ms }
    /// The 99th percentile of the dispatch delay over the last second, in milliseconds.
    public var dispatchDelay99: Double { pointer.pointee.dispatch_delay_p99_ms }
}
