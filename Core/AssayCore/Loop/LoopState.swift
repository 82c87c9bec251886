// Assay: what a loop keeps in memory.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import CAssayLinux

/// The state of a loop, behind `assay_loop_t *` and the thread-local current loop. Plain memory rather than a class:
/// the request path reads it without reference counts and exclusivity checks.
struct LoopState {
    /// The host_data of the host that the loop belongs to, as a number.
    var owner: UInt = 0
    /// What each hook calls on this loop; see HookSlot.
    var hookSlots: UnsafeMutablePointer<HookSlot>

    /// The monotonic clock at the start of this turn.
    var turnTime: assay_instant_t
    var turnCount: UInt64 = 0
    /// The longest turn since it was last asked for.
    var longestTurn: assay_duration_t = 0
    /// The current turn's predecessor has been measured, because the loop has waited in between.
    var isMeasured = true

    let epoll: Int32
    var timers: TimerWheel
    var jobs: JobQueue
    let mailbox: Unmanaged<Mailbox>
    /// Mail was posted on this thread or the mailbox was signalled: look before waiting.
    var hasMail = false
    /// The memory of the last mail, for the next.
    var spareMail: [Job] = []

    /// The events of this turn; those before `nextEvent` are dispatched.
    let events: UnsafeMutablePointer<epoll_event>
    var nextEvent = 0
    var eventCount = 0

    /// What get_buffer lends.
    let buffer: UnsafeMutableRawPointer

    /// How many events are taken from the kernel at a time, and how many timers fire before it is asked again.
    static let eventCapacity = 256
    /// How many jobs run after a callback before the loop looks for events again.
    static let jobBudget = 1024
    static let bufferSize = 64 * 1024
}
