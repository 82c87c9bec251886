// Assay: the way of a finished request: to the collector's shard, then to the hooks.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

/// All that recording a request needs, in one piece of memory behind `recorder_data`: no object is touched on the way.
struct RecordPath {
    private let collector: UnsafePointer<assay_collector_t>
    private let shard: OpaquePointer
    private let collectorClass: UInt32
    private let success: assay_hook_t
    private let failure: assay_hook_t
    private let hooks: UnsafePointer<assay_hooks_t>
    private let host: UnsafePointer<assay_host_t>
    /// The class, for `get_client`.
    let loopClass: Unmanaged<LoopClass>

    init(_ loopClass: LoopClass, _ engine: LoopEngine) {
        collector = engine.run.collectorFunctions
        shard = engine.shard
        collectorClass = loopClass.collectorClass
        success = engine.run.hooks.requestSuccess
        failure = engine.run.hooks.requestFailure
        hooks = engine.run.hooks.hooks
        host = engine.run.host.pointer
        self.loopClass = .passUnretained(loopClass)
    }

    /// The path behind a recorder.
    static func of(_ recorder: UnsafePointer<assay_recorder_t>?) -> UnsafePointer<RecordPath>? {
        recorder?.pointee.recorder_data.map { UnsafePointer($0.assumingMemoryBound(to: RecordPath.self)) }
    }

    /// The recorder of a class; `data` points at its path.
    static func recorder(
        name: UnsafePointer<CChar>, length: Int, data: UnsafeMutableRawPointer
    ) -> assay_recorder_t {
        assay_recorder_t(
            struct_size: UInt32(MemoryLayout<assay_recorder_t>.size), recorder_data: data, user_class: name,
            user_class_length: UInt32(clamping: length),
            intern: { recorder, method, name in
                guard let path = RecordPath.of(recorder) else { return 0 }
                return path.pointee.collector.pointee.intern(path.pointee.shard, method, name)
            },
            record: { recorder, event in
                guard let recorder, let path = RecordPath.of(recorder), let event else { return }
                event.pointee.user_class = recorder.pointee.user_class
                event.pointee.user_class_length = recorder.pointee.user_class_length
                path.pointee.record(event)
            })
    }

    private func record(_ event: UnsafeMutablePointer<assay_request_event_t>) {
        collector.pointee.add(shard, collectorClass, event)
        let hook: assay_hook_t
        switch event.pointee.outcome {
        case .ASSAY_OUTCOME_SUCCESS: hook = success
        case .ASSAY_OUTCOME_FAILURE: hook = failure
        default: return
        }
        guard hooks.pointee.is_observed(host, hook) else { return }
        let duration = assay_time_t(event.pointee.response_time_from_send_ms * 1e6)
        event.pointee.event = assay_event_t(
            struct_size: UInt32(MemoryLayout<assay_request_event_t>.size), hook: hook,
            time: event.pointee.start_time &+ duration)
        UnsafeMutableRawPointer(event).withMemoryRebound(to: assay_event_t.self, capacity: 1) {
            hooks.pointee.emit(host, hook, $0)
        }
    }
}
