// Assay: fires the store's hooks, and asks those that may refuse.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import AssayOperations
internal import CAssay
internal import Glibc

/// The hooks of a store, declared once.
final class TrackingEvents: @unchecked Sendable {
    // @unchecked: immutable after init; the host's functions are [any].
    private let host: UnsafePointer<assay_host_t>
    private let hooks: UnsafePointer<assay_hooks_t>
    private let deciders: UnsafePointer<assay_deciders_t>
    private let workers: UnsafePointer<assay_workers_t>
    private let numbers: [assay_hook_t]

    init(_ host: Host) throws {
        self.host = host.pointer
        let hooks = try host.requiredTable(ASSAY_EXT_HOOKS, as: assay_hooks_t.self)
        self.hooks = hooks
        deciders = try host.requiredTable(ASSAY_EXT_DECIDERS, as: assay_deciders_t.self)
        workers = try host.requiredTable(ASSAY_EXT_WORKERS, as: assay_workers_t.self)
        numbers = try TrackingHook.allCases.map { hook in
            let (name, description) = hook.declaration
            return try EventFields.tracking.declare(name, description, hooks, host.pointer)
        }
    }

    /// Whether anybody listens.
    func isObserved(_ hook: TrackingHook) -> Bool {
        hooks.pointee.is_observed(host, numbers[hook.rawValue])
    }

    /// Tells the listeners; `fill` says what it is about, and is called only when there is a listener.
    func emit(_ hook: TrackingHook, _ call: Call, _ fill: (inout TrackingDetail) -> Void) {
        guard isObserved(hook) else { return }
        var detail = TrackingDetail()
        fill(&detail)
        Self.lend(detail, call) { event in
            event.pointee.event.hook = numbers[hook.rawValue]
            UnsafeMutableRawPointer(event).withMemoryRebound(to: assay_event_t.self, capacity: 1) {
                hooks.pointee.emit(host, numbers[hook.rawValue], $0)
            }
        }
    }

    /// Asks the deciders of a hook; throws PERMISSION_DENIED with the reason when one refuses.
    func decide(_ hook: TrackingHook, _ call: Call, _ detail: TrackingDetail) async throws(APIError) {
        guard deciders.pointee.has_deciders(host, numbers[hook.rawValue]) else { return }
        let question = DecisionQuestion(host, deciders, numbers[hook.rawValue], detail, call)
        if let reason = await question.ask(workers) {
            throw APIError(.permissionDenied, reason.isEmpty ? "refused by a policy of this server" : reason)
        }
    }

    /// Lends the C form of an event.
    static func lend(
        _ detail: TrackingDetail, _ call: Call, _ body: (UnsafeMutablePointer<assay_tracking_event_t>) -> Void
    ) {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        var event = assay_tracking_event_t()
        event.event.struct_size = UInt32(MemoryLayout<assay_tracking_event_t>.size)
        event.event.time = assay_time_t(now.tv_sec) &* 1_000_000_000 &+ assay_time_t(now.tv_nsec)
        event.number = detail.number
        event.count = UInt32(clamping: detail.count)
        var bytes: [CChar] = []
        var places: [(start: Int, length: Int)?] = []
        for text in detail.texts(call) {
            places.append(text.map { (bytes.count, $0.utf8.count) })
            if let text { bytes += text.utf8CString }
        }
        bytes.withUnsafeBufferPointer { all in
            func text(_ index: Int, _ length: inout UInt32) -> UnsafePointer<CChar>? {
                guard let place = places[index], let base = all.baseAddress else { return nil }
                length = UInt32(clamping: place.length)
                return base + place.start
            }
            event.operation = text(0, &event.operation_length)
            event.workspace = text(1, &event.workspace_length)
            event.principal = text(2, &event.principal_length)
            event.experiment_id = text(3, &event.experiment_id_length)
            event.run_id = text(4, &event.run_id_length)
            event.name = text(5, &event.name_length)
            event.version = text(6, &event.version_length)
            event.key = text(7, &event.key_length)
            event.value = text(8, &event.value_length)
            body(&event)
        }
    }
}
