// Assay: counting requests and errors, and telling the hooks.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

extension LoopClass {
    /// The recorder of the class; its data is set when the class is complete.
    static func makeRecorder(name: UnsafeMutablePointer<CChar>) -> assay_recorder_t {
        assay_recorder_t(
            struct_size: UInt32(MemoryLayout<assay_recorder_t>.size), recorder_data: nil,
            user_class: UnsafePointer(name), user_class_length: UInt32(clamping: length(name)),
            intern: { recorder, method, name in
                guard let data = recorder?.pointee.recorder_data else { return 0 }
                return Unmanaged<LoopClass>.fromOpaque(data)._withUnsafeGuaranteedRef { loopClass in
                    let engine = loopClass.engine
                    return engine.run.collectorFunctions.pointee.intern(engine.shard, method, name)
                }
            },
            record: { recorder, event in
                guard let recorder, let data = recorder.pointee.recorder_data, let event else { return }
                event.pointee.user_class = recorder.pointee.user_class
                event.pointee.user_class_length = recorder.pointee.user_class_length
                Unmanaged<LoopClass>.fromOpaque(data)._withUnsafeGuaranteedRef { $0.record(event) }
            })
    }

    private static func length(_ text: UnsafeMutablePointer<CChar>) -> Int {
        var length = 0
        while text[length] != 0 { length += 1 }
        return length
    }

    private func record(_ event: UnsafeMutablePointer<assay_request_event_t>) {
        let engine = engine
        engine.run.collectorFunctions.pointee.add(engine.shard, collectorClass, event)
        engine.run.hooks.emit(request: event)
    }
}

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
