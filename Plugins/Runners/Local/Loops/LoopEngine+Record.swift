// Assay: counting errors of users, and telling the hooks.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

extension LoopEngine {
    /// Counts what a step has thrown.
    func report(_ error: assay_string_t, _ trace: assay_string_t, of user: UserPointer) {
        report(error: String(error), trace: String(trace), task: "", of: user)
    }

    /// Counts an error of a user, and tells user_error.
    func report(error: String, trace: String, task: String, of user: UserPointer) {
        let recorder = user.pointee.loopClass._withUnsafeGuaranteedRef { $0.recorder }
        error.withCString { errorText in
            trace.withCString { traceText in
                task.withCString { taskText in
                    var event = assay_user_event_t()
                    event.user_class = recorder.pointee.user_class
                    event.user_class_length = recorder.pointee.user_class_length
                    event.task = taskText
                    event.task_length = UInt32(clamping: task.utf8.count)
                    event.error = errorText
                    event.error_length = UInt32(clamping: error.utf8.count)
                    event.trace = traceText
                    event.trace_length = UInt32(clamping: trace.utf8.count)
                    event.user_id = user.pointee.context.user_id
                    run.hooks.stamp(&event.event, run.hooks.userError, size: MemoryLayout<assay_user_event_t>.size)
                    run.collectorFunctions.pointee.add_exception(shard, &event)
                    run.hooks.emit(user: &event)
                }
            }
        }
    }
}
