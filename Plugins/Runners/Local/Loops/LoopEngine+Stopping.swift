// Assay: how users end.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

extension LoopEngine {
    /// Ends the youngest user of a class that is not ending already. It has `timeout` seconds to end by itself, then what
    /// it does is cut off; at once when that is 0.
    func stopOne(_ number: Int, timeout: Double) {
        guard classes.indices.contains(number) else { return }
        var candidate = classes[number].users
        while let user = candidate, user.pointee.isEnding { candidate = user.pointee.next }
        guard let user = candidate else { return }
        end(user, force: timeout <= 0, within: timeout > 0 ? assay_duration_t(timeout * 1e9) : nil)
    }

    /// Ends all users.
    func stopAll(force: Bool) {
        isStopping = true
        loops.pointee.cancel_timer(loop, arrivals.timer)
        arrivals.removeAll()
        for loopClass in classes {
            var candidate = loopClass.users
            while let user = candidate {
                candidate = user.pointee.next
                end(user, force: force)
            }
        }
        if userCount == 0 { run.loopIsEmpty() }
    }

    /// Tells a user to end. With `within` it is told again, by force, after that time.
    func end(_ user: UserPointer, force: Bool, within patience: assay_duration_t? = nil) {
        let wasForced = user.pointee.isForced
        user.pointee.isEnding = true
        user.pointee.isDismissed = true
        user.pointee.isForced = user.pointee.isForced || force
        if user.pointee.phase == .waiting { loops.pointee.cancel_timer(loop, timer(of: user)) }
        if let patience, user.pointee.phase != .due {
            loops.pointee.add_timer(loop, timer(of: user), now &+ patience)
        }
        switch user.pointee.phase {
        case .due:
            remove(user)
        case .waiting:
            user.pointee.loopClass._withUnsafeGuaranteedRef { $0.idle.removeAll { $0 == user } }
            user.pointee.phase = .stopping
            goOnStopping(user)
        case .stopping where !wasForced:
            // on_stop keeps its time: only a second force cuts it off.
            break
        default:
            guard force, user.pointee.isStepRunning else { break }
            user.pointee.loopClass._withUnsafeGuaranteedRef {
                $0.functions.pointee.cancel_step(user.pointee.user)
            }
        }
    }

    /// The next part of a user's end: on_stop of its nested sets, innermost first, then its own; then it is gone.
    func goOnStopping(_ user: UserPointer) {
        let (sets, hasOnStop) = user.pointee.loopClass._withUnsafeGuaranteedRef {
            ($0.tasks.sets, $0.userClass.hasOnStop)
        }
        user.pointee.isEnding = true
        user.pointee.phase = .stopping
        while let frame = user.pointee.nested?.popLast() {
            guard sets[Int(frame.set)].hasOnStop else { continue }
            begin(user, .ASSAY_STEP_TASK_SET_ON_STOP, frame.set)
            return
        }
        // The root's position is not needed any more: it marks that on_stop has been called.
        guard hasOnStop, user.pointee.root.set == 0 else {
            remove(user)
            return
        }
        user.pointee.root.set = ASSAY_NONE
        begin(user, .ASSAY_STEP_ON_STOP, 0)
    }
}
