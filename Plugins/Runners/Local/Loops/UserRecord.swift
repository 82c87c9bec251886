// Assay: one simulated user, as its loop keeps it.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// What a user does now.
enum UserPhase: UInt8 {
    /// Its start is due at the timer's deadline.
    case due
    /// on_start runs.
    case starting
    /// Waits between tasks; in the open model: for an arrival.
    case waiting
    /// A task runs.
    case running
    /// on_start of a nested set runs.
    case entering
    /// on_stop of a nested set runs, the user goes on afterwards.
    case leaving
    /// on_stop of nested sets, then of the user, run.
    case stopping
}

/// Where a user stands in a set.
struct SetFrame {
    var set: UInt32
    /// Sequential: the next position; Markov: the current node, ASSAY_NONE at first.
    var position: UInt32
    /// When the set's last wait ended, for pacing; at first when it was entered.
    var lastWaitEnd: assay_instant_t

    /// The beginning of a set: a sequence's first entry; a Markov set has no task before its first.
    init(set: UInt32, of description: TaskTable.Set, entered: assay_instant_t) {
        self.set = set
        lastWaitEnd = entered
        position = description.order == .ASSAY_ORDER_MARKOV ? ASSAY_NONE : 0
    }
}

/// One simulated user. In memory of its own, since its timer and its context must not move.
struct UserRecord {
    // The first member: the runner gets the record back from the context's address.
    var context: assay_user_context_t
    var timer: assay_timer_t
    var user: UnsafeMutableRawPointer?
    /// Unretained: the engine holds its classes as long as they have users.
    var loopClass: Unmanaged<LoopClass>
    /// The turn in which the step that runs began.
    var turn: UInt64
    /// The root set; nested ones follow in `nested`.
    var root: SetFrame
    var nested: [SetFrame]?
    /// In the class's list of users.
    var previous: UnsafeMutablePointer<UserRecord>?
    var next: UnsafeMutablePointer<UserRecord>?
    var phase: UserPhase
    /// The user is to end; it gets no further task.
    var isEnding: Bool
    var isForced: Bool
    /// The runner has asked for the end; the user did not end by itself.
    var isDismissed: Bool
    /// run_step was called, or `finish` has named the next task.
    var isStepRunning: Bool
    /// After a nested set was left: wait before the next task.
    var waitsAfterLeaving: Bool
}

typealias UserPointer = UnsafeMutablePointer<UserRecord>

/// A user's address on its way through the loop's queue.
struct UserReference: @unchecked Sendable {
    // @unchecked: stays on the user's loop.
    let pointer: UserPointer

    init(_ pointer: UserPointer) {
        self.pointer = pointer
    }
}
