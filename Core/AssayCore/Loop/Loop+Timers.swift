// Assay: the timers and the clock of a loop.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import CAssayLinux

extension Loop {
    /// Makes a timer fire at `deadline`; an active one is moved.
    func addTimer(_ timer: TimerPointer, deadline: assay_instant_t) {
        if timer.pointee.next != nil { state.pointee.timers.remove(timer) }
        state.pointee.timers.add(timer, deadline: deadline, now: state.pointee.turnTime)
    }

    /// Makes a timer inactive.
    func cancelTimer(_ timer: TimerPointer) {
        state.pointee.timers.remove(timer)
    }

    /// The monotonic clock, read now.
    static var now: assay_instant_t { assay_linux_monotonic() }

    /// The longest turn since the last call.
    func takeLongestTurn() -> assay_duration_t {
        defer { state.pointee.longestTurn = 0 }
        return state.pointee.longestTurn
    }
}
