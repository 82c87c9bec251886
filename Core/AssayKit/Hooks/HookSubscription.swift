// Assay: a subscription, which ends with the object.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import Synchronization

/// Keeps a listener subscribed: it ends with `unsubscribe`, or when the object goes.
public final class HookSubscription: Sendable {
    private let id: assay_subscription_t
    private let listener: HookEnd
    private let isEnding = Mutex(false)
    private let endIt: @Sendable (assay_subscription_t) -> Void
    private let count: @Sendable (assay_subscription_t) -> UInt64

    init(
        _ id: assay_subscription_t, _ listener: HookEnd, end: @escaping @Sendable (assay_subscription_t) -> Void,
        droppedCount: @escaping @Sendable (assay_subscription_t) -> UInt64
    ) {
        self.id = id
        self.listener = listener
        endIt = end
        count = droppedCount
    }

    deinit { begin() }

    /// How many events the listener has lost because the queue of the main thread was full.
    public var droppedCount: UInt64 { isEnding.withLock { $0 } ? 0 : count(id) }

    /// Ends the subscription. It returns when no loop calls the listener any more; the main loop has to turn meanwhile.
    public func unsubscribe() async {
        begin()
        await withCheckedContinuation { continuation in listener.whenOver { continuation.resume() } }
    }

    /// Ends the subscription. `done` is called, as a rule on the main thread, when no loop calls the listener any more.
    public func unsubscribe(_ done: @escaping @Sendable () -> Void) {
        begin()
        listener.whenOver(done)
    }

    private func begin() {
        let isFirst = isEnding.withLock { isEnding in
            defer { isEnding = true }
            return !isEnding
        }
        if isFirst { endIt(id) }
    }
}
