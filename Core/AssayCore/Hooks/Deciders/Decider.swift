// Assay: one who may deny an operation.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// A subscribed decider. Its variables are guarded by the board's lock.
///
/// Sendable: for that reason.
final class Decider: @unchecked Sendable {
    let id: assay_subscription_t
    let hook: assay_hook_t
    let deadline: assay_duration_t
    let function: assay_decider_t
    let userData: UnsafeMutableRawPointer?

    /// How many worker threads are inside `function`.
    var callCount = 0
    /// Questions that were denied because no answer came in time, and that still have no answer.
    var lateCount = 0
    /// Set by unsubscribe: to be told when nobody is inside any more.
    var end: SubscriptionEnd?

    init(
        id: assay_subscription_t, hook: assay_hook_t, deadline: assay_duration_t, function: @escaping assay_decider_t,
        userData: UnsafeMutableRawPointer?
    ) {
        self.id = id
        self.hook = hook
        self.deadline = deadline
        self.function = function
        self.userData = userData
    }
}
