// Assay: one decider's part in one decision.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// A question, from the asking to the answer; its token is the number by which the decider answers.
///
/// Sendable: constants, and a timer that the main thread alone touches.
final class Question: @unchecked Sendable {
    let token: assay_decision_token_t
    let decision: Decision
    let decider: Decider
    private unowned let board: DeciderBoard
    private let timer: TimerPointer

    init(token: assay_decision_token_t, decision: Decision, decider: Decider, board: DeciderBoard) {
        self.token = token
        self.decision = decision
        self.decider = decider
        self.board = board
        timer = .allocate(capacity: 1)
        timer.initialize(to: assay_timer_t())
    }

    deinit {
        timer.deallocate()
    }

    /// Asks the decider, on a worker thread.
    func ask() {
        board.call(self)
    }

    /// Starts the deadline, from any thread. Until `settle` the loop holds a reference.
    func arm(on main: Loop, deadline: assay_instant_t) {
        timer.pointee.user_data = Unmanaged.passUnretained(self).toOpaque()
        timer.pointee.deadline = deadline
        timer.pointee.on_fire = { timer in
            guard let data = timer?.pointee.user_data else { return }
            Unmanaged<Question>.fromOpaque(data)._withUnsafeGuaranteedRef { $0.board.deadlinePassed($0) }
        }
        let job = Job(
            function: { question, main in
                guard let question, let main else { return }
                Unmanaged<Question>.fromOpaque(question)._withUnsafeGuaranteedRef {
                    Loop(OpaquePointer(main)).addTimer($0.timer, deadline: $0.timer.pointee.deadline)
                }
            }, first: Unmanaged.passRetained(self).toOpaque(), second: main.state)
        if !main.postRemote(job) { job() }
    }

    /// Ends the deadline, from any thread, after `arm`.
    func settle(on main: Loop) {
        let job = Job(
            function: { question, main in
                guard let question, let main else { return }
                let held = Unmanaged<Question>.fromOpaque(question)
                held._withUnsafeGuaranteedRef { Loop(OpaquePointer(main)).cancelTimer($0.timer) }
                held.release()
            }, first: Unmanaged.passUnretained(self).toOpaque(), second: main.state)
        if !main.postRemote(job) { job() }
    }
}
