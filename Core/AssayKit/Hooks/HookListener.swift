// Assay: a listener's closure, as the host holds it.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// A listener's closure.
final class HookListener: HookEnd, @unchecked Sendable {
    // @unchecked: constants only.
    let hooks: Hooks
    private let body: @Sendable (UnsafePointer<assay_event_t>) -> Void

    init(_ hooks: Hooks, _ body: @escaping @Sendable (UnsafePointer<assay_event_t>) -> Void) {
        self.hooks = hooks
        self.body = body
    }

    /// What the host calls. The reference is borrowed: the host calls nobody after `done`.
    static let call: assay_listener_t = { data, event in
        guard let data, let event else { return }
        let listener = Unmanaged<HookEnd>.fromOpaque(data).takeUnretainedValue() as? HookListener
        listener?.body(event)
    }
}
