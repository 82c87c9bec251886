// Assay: a subscription to one hook or to all.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// Who listens, to what, and what has to live for it.
///
/// Sendable: immutable; the queue and the call are made for several threads.
final class Subscription: @unchecked Sendable {
    let id: assay_subscription_t
    /// Nil for all hooks.
    let hook: assay_hook_t?
    /// What an emitter calls.
    let observer: Observer
    /// The queue behind the observer, when it is called on the main thread.
    let queue: MainQueue?
    private let call: FunctionCall?

    /// Listens with `observer`, or with the function that `call` calls.
    init(
        id: assay_subscription_t, hook: assay_hook_t?, observer: Observer, call: FunctionCall? = nil,
        queueing makeQueue: ((Observer) -> MainQueue)?
    ) {
        self.id = id
        self.hook = hook
        self.call = call
        let target = call?.observer ?? observer
        queue = makeQueue?(target)
        self.observer = queue?.observer ?? target
    }

    /// Whether the subscription hears `hook`.
    func hears(_ hook: assay_hook_t) -> Bool {
        self.hook == nil || self.hook == hook
    }
}
