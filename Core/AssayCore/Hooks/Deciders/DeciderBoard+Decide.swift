// Assay: asking the deciders, and their answers.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import CAssayLinux

extension DeciderBoard {
    /// Asks every decider of `hook`; `decided` follows on the main thread.
    func decide(
        _ hook: assay_hook_t, _ event: UnsafePointer<assay_event_t>, _ decided: @escaping assay_decided_t,
        _ userData: UnsafeMutableRawPointer?
    ) {
        guard let declaration = registry[hook]?.pointee,
            let copy = EventCopy.make(event, declaration, hook: hook)
        else {
            Outcome(decided, userData, denial: "the event cannot be copied").tell(on: main)
            return
        }
        let decision = Decision(event: copy, decided: decided, userData: userData)
        let (questions, outcome) = state.withLock { state in makeQuestions(decision, hook, &state) }
        outcome?.tell(on: main)
        for question in questions { ask(question) }
    }

    /// One question per decider, or the outcome when there is nothing to ask.
    private func makeQuestions(
        _ decision: Decision, _ hook: assay_hook_t, _ state: inout State
    ) -> ([Question], Outcome?) {
        if state.isClosed { return ([], decision.decide(denial: "the host is ending")) }
        let deciders = state.deciders.filter { $0.hook == hook }
        if deciders.isEmpty { return ([], decision.decide(denial: nil)) }
        if state.open.count + deciders.count > Self.questionCapacity {
            return ([], decision.decide(denial: "\(Self.questionCapacity) questions wait for an answer already"))
        }
        if deciders.contains(where: { $0.lateCount >= Self.lateCapacity }) {
            return ([], decision.decide(denial: "a decider has left \(Self.lateCapacity) questions without an answer"))
        }
        let questions = deciders.map { decider in
            state.lastToken += 1
            decision.expectOneMore()
            return Question(token: state.lastToken, decision: decision, decider: decider, board: self)
        }
        let now = assay_linux_monotonic()
        for question in questions {
            let (deadline, isTooFar) = now.addingReportingOverflow(question.decider.deadline)
            // Under the lock, so that no answer can settle the question before it is armed.
            question.arm(on: main, deadline: isTooFar ? .max : deadline)
            state.open[question.token] = question
        }
        return (questions, nil)
    }

    private func ask(_ question: Question) {
        let held = Unmanaged.passRetained(question)
        let work = Work(
            run: { question in
                guard let question else { return }
                Unmanaged<Question>.fromOpaque(question).takeRetainedValue().ask()
            }, userData: held.toOpaque())
        if workers.submit(work) != .ASSAY_STATUS_OK {
            held.release()
            answer(question.token, denial: "the decider cannot be asked: the worker queue is full")
        }
    }

    /// Calls the decider on a worker thread, unless the answer is known by now.
    func call(_ question: Question) {
        let isOpen = state.withLock { state in
            guard state.open[question.token] != nil else {
                // Answered before it was asked: nobody looks at the event.
                Self.forget(question.token, &state)
                return false
            }
            question.decider.callCount += 1
            return true
        }
        guard isOpen else { return }
        question.decider.function(question.decider.userData, question.decision.event, question.token)
        let end = state.withLock { _ in
            question.decider.callCount -= 1
            return question.decider.callCount == 0 ? question.decider.end : nil
        }
        end?.oneHasEnded()
    }

    /// The verdict of a decider; a second or late one changes nothing.
    func resolve(_ token: assay_decision_token_t, _ verdict: assay_verdict_t, reason: String?) {
        let denial = verdict == .ASSAY_VERDICT_ALLOW ? nil : reason ?? "denied without a reason"
        if answer(token, denial: denial) { return }
        state.withLock { state in Self.forget(token, &state) }
    }

    /// Lets go of a question that was late.
    private static func forget(_ token: assay_decision_token_t, _ state: inout State) {
        if let question = state.late.removeValue(forKey: token) { question.decider.lateCount -= 1 }
    }

    /// Counts an answer; false when the question is not open. What the deadline answers stays known as late.
    @discardableResult
    func answer(_ token: assay_decision_token_t, denial: String?, isLate: Bool = false) -> Bool {
        let (question, outcome) = state.withLock { state -> (Question?, Outcome?) in
            guard let question = state.open.removeValue(forKey: token) else { return (nil, nil) }
            if isLate && !state.isClosed {
                state.late[token] = question
                question.decider.lateCount += 1
            }
            return (question, question.decision.answer(denial: denial))
        }
        outcome?.tell(on: main)
        question?.settle(on: main)
        return question != nil
    }

    /// On the main thread: the deadline of a question has passed.
    func deadlinePassed(_ question: Question) {
        let hook = registry[question.decider.hook]?.pointee.name.map { String(cString: $0) } ?? ""
        let milliseconds = question.decider.deadline / 1_000_000
        let denial = "a decider of '\(hook)' did not answer within \(milliseconds) ms"
        answer(question.token, denial: denial, isLate: true)
    }
}
