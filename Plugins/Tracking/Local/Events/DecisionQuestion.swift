// Assay: one question to the deciders of a hook.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

/// A question to the deciders of a hook. Deciders may not be asked on a loop, so a worker asks them.
final class DecisionQuestion: @unchecked Sendable {
    // @unchecked: immutable but for the continuation, which is set before the worker begins and used once, at the end.
    private let host: UnsafePointer<assay_host_t>
    private let deciders: UnsafePointer<assay_deciders_t>
    private let hook: assay_hook_t
    private let detail: TrackingDetail
    private let call: Call
    private var continuation: UnsafeContinuation<String?, Never>?

    init(
        _ host: UnsafePointer<assay_host_t>, _ deciders: UnsafePointer<assay_deciders_t>, _ hook: assay_hook_t,
        _ detail: TrackingDetail, _ call: Call
    ) {
        self.host = host
        self.deciders = deciders
        self.hook = hook
        self.detail = detail
        self.call = call
    }

    /// Asks, and returns the reason of a refusal; nil when all allow.
    func ask(_ workers: UnsafePointer<assay_workers_t>) async -> String? {
        await withUnsafeContinuation { continuation in
            self.continuation = continuation
            let me = Unmanaged.passRetained(self).toOpaque()
            let status = workers.pointee.submit(
                host,
                { data in
                    guard let data else { return }
                    Unmanaged<DecisionQuestion>.fromOpaque(data).takeUnretainedValue().decide(data)
                }, nil, nil, me)
            guard status != .ASSAY_STATUS_OK else { return }
            Unmanaged<DecisionQuestion>.fromOpaque(me).release()
            continuation.resume(returning: "the server is too busy to ask its policies")
        }
    }

    private func decide(_ data: UnsafeMutableRawPointer) {
        TrackingEvents.lend(detail, call) { event in
            event.pointee.event.hook = hook
            UnsafeMutableRawPointer(event).withMemoryRebound(to: assay_event_t.self, capacity: 1) {
                deciders.pointee.decide(
                    host, hook, $0,
                    { data, verdict, reason in
                        guard let data else { return }
                        let question = Unmanaged<DecisionQuestion>.fromOpaque(data).takeRetainedValue()
                        let isAllowed = verdict == .ASSAY_VERDICT_ALLOW
                        question.continuation?.resume(
                            returning: isAllowed ? nil : reason.map { String(cString: $0) } ?? "")
                    }, data)
            }
        }
    }
}
