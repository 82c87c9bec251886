// Assay: how long a user waits.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import Glibc

extension LoopEngine {
    /// After a task: waits, or begins the next one at once when there is no wait. In the open model a user that is back
    /// in its root set has done its iteration.
    func waitOrNext(_ user: UserPointer) -> UInt32 {
        if isIterationDone(user) { return becomeIdle(user) }
        let wait = waitTime(of: user)
        if wait > 0 {
            user.pointee.phase = .waiting
            loops.pointee.add_timer(loop, timer(of: user), now &+ wait)
            return ASSAY_NONE
        }
        // A task that never suspended would keep the loop from its events: its user goes on in the next turn.
        guard user.pointee.turn == loops.pointee.turn_count(loop) else { return nextTask(user) }
        user.pointee.phase = .waiting
        loops.pointee.add_timer(loop, timer(of: user), loops.pointee.turn_time(loop))
        return ASSAY_NONE
    }

    /// As `waitOrNext`, without the wait.
    func nextOrIdle(_ user: UserPointer) -> UInt32 {
        isIterationDone(user) ? becomeIdle(user) : nextTask(user)
    }

    private func isIterationDone(_ user: UserPointer) -> Bool {
        user.pointee.context.measures_from_schedule && (user.pointee.nested?.isEmpty ?? true)
    }

    private func becomeIdle(_ user: UserPointer) -> UInt32 {
        user.pointee.phase = .waiting
        user.pointee.loopClass._withUnsafeGuaranteedRef { $0.idle.append(user) }
        return ASSAY_NONE
    }

    /// The wait in nanoseconds: of the innermost set that has one, at last of the class.
    private func waitTime(of user: UserPointer) -> assay_duration_t {
        let (sets, ofClass) = user.pointee.loopClass._withUnsafeGuaranteedRef { ($0.tasks.sets, $0.wait) }
        for frame in (user.pointee.nested ?? []).reversed() where sets[Int(frame.set)].wait.kind != .ASSAY_WAIT_INHERIT
        {
            return waitTime(of: user, sets[Int(frame.set)].wait, set: frame.set)
        }
        let root = sets[0].wait
        if root.kind != .ASSAY_WAIT_INHERIT { return waitTime(of: user, root, set: 0) }
        return waitTime(of: user, ofClass, set: ASSAY_NONE)
    }

    private func waitTime(of user: UserPointer, _ wait: assay_wait_t, set: UInt32) -> assay_duration_t {
        var seconds = 0.0
        switch wait.kind {
        case .ASSAY_WAIT_CONSTANT: seconds = wait.first
        case .ASSAY_WAIT_BETWEEN: seconds = wait.first + (wait.second - wait.first) * random.nextUnit()
        case .ASSAY_WAIT_CONSTANT_PACING: return pacing(of: user, wait.first)
        case .ASSAY_WAIT_CONSTANT_THROUGHPUT: return wait.first > 0 ? pacing(of: user, 1 / wait.first) : 0
        case .ASSAY_WAIT_POISSON: seconds = wait.first > 0 ? -log(1 - random.nextUnit()) / wait.first : 0
        case .ASSAY_WAIT_CUSTOM:
            seconds = user.pointee.loopClass._withUnsafeGuaranteedRef {
                $0.functions.pointee.get_wait_time(user.pointee.user, set)
            }
        default: seconds = 0
        }
        return nanoseconds(seconds)
    }

    private func pacing(of user: UserPointer, _ seconds: Double) -> assay_duration_t {
        let present = now
        let rest = user.pointee.lastWaitEnd &+ nanoseconds(seconds) &- present
        guard rest <= 0 else { return rest }
        // A user that is late does not catch up: its next distance counts from here, as in Locust.
        user.pointee.lastWaitEnd = present
        return 0
    }

    /// At most a year; what is no number, or negative, is no wait.
    private func nanoseconds(_ seconds: Double) -> assay_duration_t {
        seconds > 0 ? assay_duration_t(min(seconds, 31_536_000) * 1e9) : 0
    }
}
