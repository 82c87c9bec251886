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
        return nextWithoutWait(user)
    }

    /// The next task at once. A task that never suspended would keep the loop from its events: its user goes on in the
    /// next turn.
    func nextWithoutWait(_ user: UserPointer) -> UInt32 {
        guard user.pointee.turn == loops.pointee.turn_count(loop) else { return nextTask(user) }
        user.pointee.phase = .waiting
        loops.pointee.add_timer(loop, timer(of: user), loops.pointee.turn_time(loop))
        return ASSAY_NONE
    }

    /// As `waitOrNext`, without the wait.
    func nextOrIdle(_ user: UserPointer) -> UInt32 {
        isIterationDone(user) ? becomeIdle(user) : nextWithoutWait(user)
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
        let depth = user.pointee.nested?.lastIndex { sets[Int($0.set)].wait.kind != .ASSAY_WAIT_INHERIT }
        if let depth, let set = user.pointee.nested?[depth].set {
            return waitTime(of: user, sets[Int(set)].wait, set: set, depth)
        }
        let root = sets[0].wait
        if root.kind != .ASSAY_WAIT_INHERIT { return waitTime(of: user, root, set: 0, nil) }
        return waitTime(of: user, ofClass, set: ASSAY_NONE, nil)
    }

    /// `depth` is the place of the nested set that the wait belongs to; nil for the root set.
    private func waitTime(
        of user: UserPointer, _ wait: assay_wait_t, set: UInt32, _ depth: Int?
    ) -> assay_duration_t {
        var seconds = 0.0
        switch wait.kind {
        case .ASSAY_WAIT_CONSTANT: seconds = wait.first
        case .ASSAY_WAIT_BETWEEN: seconds = wait.first + (wait.second - wait.first) * random.nextUnit()
        case .ASSAY_WAIT_CONSTANT_PACING: return pacing(of: user, wait.first, depth)
        case .ASSAY_WAIT_CONSTANT_THROUGHPUT: return wait.first > 0 ? pacing(of: user, 1 / wait.first, depth) : 0
        case .ASSAY_WAIT_POISSON: seconds = wait.first > 0 ? -log(1 - random.nextUnit()) / wait.first : 0
        case .ASSAY_WAIT_CUSTOM:
            seconds = user.pointee.loopClass._withUnsafeGuaranteedRef {
                $0.functions.pointee.get_wait_time(user.pointee.user, set)
            }
        default: seconds = 0
        }
        return nanoseconds(seconds)
    }

    /// What is left of the distance since the last wait of the same set ended. A user that is late does not catch up: its
    /// next distance counts from here, as in Locust.
    private func pacing(of user: UserPointer, _ seconds: Double, _ depth: Int?) -> assay_duration_t {
        let present = now
        let last = depth.flatMap { user.pointee.nested?[$0].lastWaitEnd } ?? user.pointee.root.lastWaitEnd
        let rest = max(last &+ nanoseconds(seconds) &- present, 0)
        if let depth {
            user.pointee.nested?[depth].lastWaitEnd = present &+ rest
        } else {
            user.pointee.root.lastWaitEnd = present &+ rest
        }
        return rest
    }

    /// At most a year; what is no number, or negative, is no wait.
    private func nanoseconds(_ seconds: Double) -> assay_duration_t {
        seconds > 0 ? assay_duration_t(min(seconds, 31_536_000) * 1e9) : 0
    }
}
