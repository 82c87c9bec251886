// Assay: the end of a subscription, once nobody can call it any more.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import Synchronization

/// Waits until every list that had the subscription is gone, then calls `done` on the main thread and lets go of the
/// subscription.
///
/// Sendable: the C pointers go untouched from the thread that unsubscribes to the main thread.
final class SubscriptionEnd: @unchecked Sendable {
    typealias Done = @convention(c) (UnsafeMutableRawPointer?) -> Void

    private let subscription: Subscription?
    private let done: Done?
    private let userData: UnsafeMutableRawPointer?
    private let main: Loop
    private let remaining = Atomic(1)

    /// Made with one part outstanding: the making of the lists itself.
    init(_ subscription: Subscription?, main: Loop, done: Done?, userData: UnsafeMutableRawPointer?) {
        self.subscription = subscription
        self.main = main
        self.done = done
        self.userData = userData
    }

    func expectOneMore() {
        remaining.add(1, ordering: .relaxed)
    }

    func oneHasEnded() {
        guard remaining.subtract(1, ordering: .acquiringAndReleasing).newValue == 0 else { return }
        let end = Unmanaged.passRetained(self)
        let job = Job(
            function: { end, _ in
                if let end { Unmanaged<SubscriptionEnd>.fromOpaque(end).takeRetainedValue().finish() }
            }, first: end.toOpaque(), second: nil)
        // The main loop refuses mail only when the host is being closed, which happens on the main thread.
        if !main.postRemote(job) { job() }
    }

    private func finish() {
        subscription?.queue?.finish()
        done?(userData)
    }
}
