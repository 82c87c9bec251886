// Assay: what is known of a run when it begins.
// SPDX-License-Identifier: Apache-2.0
public import CAssay

/// What is known of a run when it begins. It may be kept until `finish` has returned; what its texts point at lives as long.
public struct RunInfo {
    private let info: assay_run_info_t

    /// Takes what the host passed.
    public init(_ pointer: UnsafePointer<assay_run_info_t>) { info = pointer.pointee }

    /// A number for this run, as text.
    public var runID: String { text(info.run_id) }
    /// The targets as given on the command line.
    public var scenario: String { text(info.scenario) }
    /// The base URL; empty when every class has its own.
    public var host: String { text(info.host) }
    /// Wall clock, in nanoseconds.
    public var startTime: assay_time_t { info.start_time }
    /// The run's options as JSON text.
    public var options: String { text(info.options) }
    /// The tree of user classes and tasks, in the order of `--show-task-ratio`.
    public var taskRatios: [TaskRatio] {
        UnsafeBufferPointer(start: info.task_ratios, count: info.task_ratio_count).map {
            TaskRatio(depth: Int($0.depth), name: text($0.name), totalRatio: $0.total_ratio, ratio: $0.ratio)
        }
    }
}

/// A row of the tree that `--show-task-ratio` prints.
public struct TaskRatio: Sendable {
    /// 0 is a user class, 1 a task of it, 2 a task of a nested set.
    public let depth: Int
    /// The name of the class or task.
    public let name: String
    /// Share of the whole run; 0 to 1.
    public let totalRatio: Double
    /// Share within the parent; 0 to 1.
    public let ratio: Double
}

/// A borrowed C text as a Swift one; empty for NULL.
func text(_ pointer: UnsafePointer<CChar>?) -> String { pointer.map { String(cString: $0) } ?? "" }
