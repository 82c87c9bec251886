// Assay: one decision of the test host, and what its deciders were asked.
// SPDX-License-Identifier: Apache-2.0
internal import AssayContract
internal import CAssay

/// A decision: allowed when all allow; the first denial decides.
final class TestDecision {
    private let host: TestHost
    private let decided: assay_decided_t
    private let data: UnsafeMutableRawPointer?
    private var openCount: Int
    private var isDone = false

    init(count: Int, _ host: TestHost, _ decided: @escaping assay_decided_t, _ data: UnsafeMutableRawPointer?) {
        self.host = host
        self.decided = decided
        self.data = data
        openCount = count
        if count == 0 { tell(nil) }
    }

    /// One decider has answered; nil allows.
    func take(denial: String?) {
        openCount -= 1
        if denial != nil || openCount == 0 { tell(denial) }
    }

    /// Tells the outcome on the main thread, once.
    private func tell(_ denial: String?) {
        guard !isDone else { return }
        isDone = true
        let (decided, data) = (decided, data)
        host.main.postRemote { decided(data, denial == nil ? .ASSAY_VERDICT_ALLOW : .ASSAY_VERDICT_DENY, denial ?? "") }
    }
}

/// What one decider was asked.
final class TestQuestion {
    let decider: assay_subscription_t
    let decision: TestDecision
    private let event: EventCopy
    private let arena = Arena()
    private let timer: UnsafeMutablePointer<assay_timer_t>
    private var token: assay_decision_token_t = 0
    private weak var host: TestHost?

    init(_ decider: assay_subscription_t, _ decision: TestDecision, _ event: EventCopy) {
        self.decider = decider
        self.decision = decision
        self.event = event
        timer = arena.place(assay_timer_t())
    }

    /// Sets the deadline on the main loop.
    func arm(_ token: assay_decision_token_t, deadline: assay_instant_t, _ host: TestHost) {
        self.token = token
        self.host = host
        timer.pointee.user_data = Unmanaged.passUnretained(self).toOpaque()
        timer.pointee.on_fire = { timer in
            guard let data = timer?.pointee.user_data else { return }
            let question = Unmanaged<TestQuestion>.fromOpaque(data).takeUnretainedValue()
            question.host?.deciders.settle(question.token, denial: "a decider did not answer in time")
        }
        host.enter(host.main) { host.main.add(timer, deadline) }
    }

    func disarm(_ host: TestHost) {
        host.enter(host.main) { host.main.cancel(timer) }
    }
}
