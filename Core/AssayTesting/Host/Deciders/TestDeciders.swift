// Assay: the deciders of the test host.
// SPDX-License-Identifier: Apache-2.0
internal import AssayContract
internal import AssayKit
internal import CAssay

/// Deciders and what they are asked. Deciders are asked at once; verdicts count when the main loop turns.
final class TestDeciders {
    private struct Decider {
        let id: assay_subscription_t
        let hook: assay_hook_t
        let deadline: assay_duration_t
        let function: assay_decider_t
        let data: UnsafeMutableRawPointer?
    }

    private unowned let host: TestHost
    private var deciders: [Decider] = []
    private var questions: [assay_decision_token_t: TestQuestion] = [:]
    private var lastID: assay_subscription_t = 0
    private var lastToken: assay_decision_token_t = 0

    init(_ host: TestHost) {
        self.host = host
    }

    /// Whether nobody would be asked.
    var isEmpty: Bool { deciders.isEmpty }

    /// Whether a question about `hook` would be put to anybody.
    func hasDeciders(_ hook: assay_hook_t) -> Bool { deciders.contains { $0.hook == hook } }

    func subscribe(
        _ hook: assay_hook_t, _ deadline: assay_duration_t, _ function: assay_decider_t?,
        _ data: UnsafeMutableRawPointer?
    ) throws -> assay_subscription_t {
        guard let function, host.hooks.declarations.indices.contains(Int(hook)) else {
            throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "there is no such hook, or no decider")
        }
        let name = String(cString: host.hooks.declarations[Int(hook)].pointee.name)
        guard name.split(separator: ".").last?.hasPrefix("before_") == true else {
            throw AssayError(
                .ASSAY_STATUS_INVALID_ARGUMENT, "hook '\(name)' cannot be refused; those that can are named 'before_…'",
                context: name)
        }
        guard deadline > 0 else {
            throw AssayError(
                .ASSAY_STATUS_INVALID_ARGUMENT, "a decider of '\(name)' needs a deadline above 0", context: name)
        }
        lastID &+= 1
        deciders.append(Decider(id: lastID, hook: hook, deadline: deadline, function: function, data: data))
        return lastID
    }

    /// Ends a subscription: what it has not answered is denied, then `done` is called.
    func unsubscribe(
        _ id: assay_subscription_t, _ done: (@convention(c) (UnsafeMutableRawPointer?) -> Void)?,
        _ data: UnsafeMutableRawPointer?
    ) {
        deciders.removeAll { $0.id == id }
        for (token, question) in questions where question.decider == id {
            settle(token, denial: "the decider has gone")
        }
        if let done { host.main.postRemote(.calling(done, data)) }
    }

    func decide(
        _ hook: assay_hook_t, _ event: UnsafePointer<assay_event_t>, _ decided: @escaping assay_decided_t,
        _ data: UnsafeMutableRawPointer?
    ) {
        guard host.hooks.declarations.indices.contains(Int(hook)) else {
            return host.note("decide was called for a hook that nobody has declared")
        }
        let asked = deciders.filter { $0.hook == hook }
        let copy = EventCopy(event, host.hooks.declarations[Int(hook)].pointee)
        let decision = TestDecision(count: asked.count, host, decided, data)
        for decider in asked {
            lastToken &+= 1
            let question = TestQuestion(decider.id, decision, copy)
            questions[lastToken] = question
            question.arm(lastToken, deadline: host.main.now &+ decider.deadline, host)
        }
        let first = lastToken &- assay_decision_token_t(asked.count)
        for (index, decider) in asked.enumerated() {
            let token = first &+ assay_decision_token_t(index) &+ 1
            host.enter(nil) { decider.function(decider.data, copy.event, token) }
        }
    }

    /// A verdict, or a deadline: the first one counts. On the main thread.
    func settle(_ token: assay_decision_token_t, denial: String?) {
        guard let question = questions.removeValue(forKey: token) else { return }
        question.disarm(host)
        question.decision.take(denial: denial)
    }
}
