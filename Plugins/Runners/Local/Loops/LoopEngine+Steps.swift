// Assay: what a user does next.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

extension LoopEngine {
    /// `finish` of the user host: a step has ended.
    static func finish(
        _ context: UnsafeMutablePointer<assay_user_context_t>?, _ result: assay_step_result_t, _ error: assay_string_t,
        _ trace: assay_string_t
    ) -> UInt32 {
        guard let context else { return ASSAY_NONE }
        let user = UnsafeMutableRawPointer(context).assumingMemoryBound(to: UserRecord.self)
        let engine = user.pointee.loopClass._withUnsafeGuaranteedRef { $0.engine }
        user.pointee.isStepRunning = false
        if result == .ASSAY_STEP_ERROR { engine.report(error, trace, of: user) }
        return engine.stepEnded(user, result)
    }

    private func stepEnded(_ user: UserPointer, _ result: assay_step_result_t) -> UInt32 {
        switch user.pointee.phase {
        case .running:
            iterationCount &+= 1
            return taskEnded(user, result)
        case .starting: return startEnded(user, result)
        case .entering: return setStartEnded(user, result)
        case .leaving:
            guard mayGoOn(user, result) else { return later(user) { $0.goOnStopping($1) } }
            return user.pointee.waitsAfterLeaving ? waitOrNext(user) : nextOrIdle(user)
        case .stopping, .due, .waiting:
            return later(user) { $0.goOnStopping($1) }
        }
    }

    /// on_start of the user has ended: only a user that started well, or was told to stop, has an on_stop.
    private func startEnded(_ user: UserPointer, _ result: assay_step_result_t) -> UInt32 {
        switch result {
        case .ASSAY_STEP_ERROR: return later(user) { $0.remove($1) }
        case .ASSAY_STEP_RESCHEDULE, .ASSAY_STEP_RESCHEDULE_NOW, .ASSAY_STEP_INTERRUPT, .ASSAY_STEP_INTERRUPT_NOW:
            report(
                error: "RescheduleTask or Interrupt thrown by on_start, where there is no task yet",
                trace: "in on_start of \(className(of: user))", task: "", of: user)
            return later(user) { $0.remove($1) }
        default: return mayGoOn(user, result) ? nextTask(user) : later(user) { $0.goOnStopping($1) }
        }
    }

    /// on_start of a nested set has ended. A set that was not entered is not left: its on_stop does not run.
    private func setStartEnded(_ user: UserPointer, _ result: assay_step_result_t) -> UInt32 {
        if result != .ASSAY_STEP_OK { user.pointee.nested?.removeLast() }
        guard mayGoOn(user, result) else { return later(user) { $0.goOnStopping($1) } }
        switch result {
        case .ASSAY_STEP_OK: return nextTask(user)
        case .ASSAY_STEP_INTERRUPT_NOW, .ASSAY_STEP_RESCHEDULE_NOW: return nextOrIdle(user)
        default: return waitOrNext(user)
        }
    }

    private func taskEnded(_ user: UserPointer, _ result: assay_step_result_t) -> UInt32 {
        guard mayGoOn(user, result) else { return later(user) { $0.goOnStopping($1) } }
        switch result {
        case .ASSAY_STEP_RESCHEDULE_NOW: return nextWithoutWait(user)
        case .ASSAY_STEP_INTERRUPT_NOW: return leaveSet(user, waits: false)
        case .ASSAY_STEP_INTERRUPT: return leaveSet(user, waits: true)
        default: return waitOrNext(user)
        }
    }

    private func className(of user: UserPointer) -> String {
        user.pointee.loopClass._withUnsafeGuaranteedRef { $0.userClass.name }
    }

    /// Whether the user does anything after this step but stop. A stop of the whole test is passed on.
    private func mayGoOn(_ user: UserPointer, _ result: assay_step_result_t) -> Bool {
        if result == .ASSAY_STEP_STOP_TEST { run.stopFromTask() }
        switch result {
        case .ASSAY_STEP_STOP_USER, .ASSAY_STEP_STOP_TEST: return false
        default: return !user.pointee.isEnding
        }
    }

    /// Runs `body` after the present callback: users are never freed, and steps never begun, from inside `finish`.
    private func later(_ user: UserPointer, _ body: @escaping @Sendable (LoopEngine, UserPointer) -> Void) -> UInt32 {
        user.pointee.phase = .stopping
        let target = UserReference(user)
        PostedStep.post(on: self) { body(self, target.pointer) }
        return ASSAY_NONE
    }

    // MARK: Tasks

    /// Chooses a task and begins it; called outside of `finish`.
    func beginTask(_ user: UserPointer) {
        let index = nextTask(user)
        if index != ASSAY_NONE { begin(user, .ASSAY_STEP_TASK, index) }
    }

    /// Begins a step; called outside of `finish`.
    func begin(_ user: UserPointer, _ step: assay_step_t, _ index: UInt32) {
        user.pointee.turn = loops.pointee.turn_count(loop)
        user.pointee.isStepRunning = true
        user.pointee.loopClass._withUnsafeGuaranteedRef {
            $0.functions.pointee.run_step(user.pointee.user, step, index)
        }
    }

    /// Chooses the next task. ASSAY_NONE when a nested set has to be entered first: then a step is on its way.
    func nextTask(_ user: UserPointer) -> UInt32 {
        let sets = user.pointee.loopClass._withUnsafeGuaranteedRef { $0.tasks.sets }
        while true {
            let node: TaskTable.Node
            if let depth = user.pointee.nested?.count, depth > 0 {
                node = chooseNested(user, depth - 1, sets)
            } else {
                node = sets[Int(user.pointee.root.set)].choose(&user.pointee.root.position, &random)
            }
            guard node.set != ASSAY_NONE else {
                user.pointee.phase = .running
                user.pointee.isStepRunning = true
                user.pointee.turn = loops.pointee.turn_count(loop)
                return node.index
            }
            let set = sets[Int(node.set)]
            user.pointee.nested = (user.pointee.nested ?? []) + [SetFrame(set: node.set, of: set, entered: now)]
            guard set.hasOnStart else { continue }
            user.pointee.phase = .entering
            return post(user, .ASSAY_STEP_TASK_SET_ON_START, node.set)
        }
    }

    private func chooseNested(
        _ user: UserPointer, _ depth: Int, _ sets: UnsafeMutableBufferPointer<TaskTable.Set>
    ) -> TaskTable.Node {
        guard var frame = user.pointee.nested?[depth] else { return sets[0].nodes[0] }
        let node = sets[Int(frame.set)].choose(&frame.position, &random)
        user.pointee.nested?[depth] = frame
        return node
    }

    private func leaveSet(_ user: UserPointer, waits: Bool) -> UInt32 {
        guard let frame = user.pointee.nested?.popLast() else {
            report(
                error: "Interrupt thrown outside of a nested task set",
                trace: "in the root task set of \(className(of: user))", task: "", of: user)
            return waitOrNext(user)
        }
        let sets = user.pointee.loopClass._withUnsafeGuaranteedRef { $0.tasks.sets }
        guard sets[Int(frame.set)].hasOnStop else { return waits ? waitOrNext(user) : nextOrIdle(user) }
        user.pointee.phase = .leaving
        user.pointee.waitsAfterLeaving = waits
        return post(user, .ASSAY_STEP_TASK_SET_ON_STOP, frame.set)
    }

    /// Begins a step after the present callback.
    func post(_ user: UserPointer, _ step: assay_step_t, _ index: UInt32) -> UInt32 {
        let target = UserReference(user)
        PostedStep.post(on: self) {
            let user = target.pointer
            // A forced end that came in between: the set is not entered any more. One that is left gets its on_stop.
            if user.pointee.isForced, user.pointee.phase == .entering {
                user.pointee.nested?.removeLast()
                self.goOnStopping(user)
            } else {
                self.begin(user, step, index)
            }
        }
        return ASSAY_NONE
    }
}
