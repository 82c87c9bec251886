// Assay: the hooks that can refuse.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import CAssayLinux
internal import Synchronization

/// Asks deciders whether an operation may happen. Every question goes to a worker thread with a copy of the event and
/// has a deadline on the main loop; an answer that is missing, late or impossible is a denial.
///
/// Sendable: all state is behind the lock.
final class DeciderBoard: Sendable {
    /// The most questions that wait for an answer, of all deciders.
    static let questionCapacity = 65_536
    /// The most questions that a decider may leave unanswered past their deadline: their copies live until it answers,
    /// so at this point it is asked no more.
    static let lateCapacity = 1024

    struct State {
        var lastToken: assay_decision_token_t = 0
        var deciders: [Decider] = []
        /// Waiting for an answer.
        var open: [assay_decision_token_t: Question] = [:]
        /// Denied by their deadline; the decider may still look at the event.
        var late: [assay_decision_token_t: Question] = [:]
        var isClosed = false
    }

    let registry: HookRegistry
    let workers: WorkerPool
    let main: Loop
    private let lastSubscription = Atomic<assay_subscription_t>(0)
    let state = Lock(State())

    init(registry: HookRegistry, workers: WorkerPool, main: Loop) {
        self.registry = registry
        self.workers = workers
        self.main = main
    }

    /// Adds a decider.
    func subscribe(
        to hook: assay_hook_t, deadline: assay_duration_t, _ function: assay_decider_t?,
        _ userData: UnsafeMutableRawPointer?
    ) throws(HookError) -> assay_subscription_t {
        guard let declaration = registry[hook]?.pointee, let name = declaration.name else {
            throw HookError(.ASSAY_STATUS_NOT_FOUND, "no hook has the number \(hook); resolve its name", context: "")
        }
        let text = String(cString: name)
        guard text.split(separator: ".").last?.hasPrefix("before_") == true else {
            throw HookError(
                .ASSAY_STATUS_INVALID_ARGUMENT,
                "hook '\(text)' cannot be refused; those that can are named 'before_…'", context: text)
        }
        guard deadline > 0 else {
            throw HookError(
                .ASSAY_STATUS_INVALID_ARGUMENT, "a decider of '\(text)' needs a deadline above 0", context: text)
        }
        guard let function else { throw HookError(.ASSAY_STATUS_INVALID_ARGUMENT, "no decider", context: text) }
        let id = lastSubscription.add(1, ordering: .relaxed).newValue
        let decider = Decider(id: id, hook: hook, deadline: deadline, function: function, userData: userData)
        state.withLock { $0.deciders.append(decider) }
        return id
    }

    /// Removes a decider and denies what it has not answered. `done` follows on the main thread when no worker is
    /// inside it, also for one that is unknown.
    func unsubscribe(_ id: assay_subscription_t, done: SubscriptionEnd.Done?, userData: UnsafeMutableRawPointer?) {
        let end = SubscriptionEnd(nil, main: main, done: done, userData: userData)
        let unanswered = state.withLock { state -> [assay_decision_token_t] in
            guard let index = state.deciders.firstIndex(where: { $0.id == id }) else { return [] }
            let decider = state.deciders.remove(at: index)
            if decider.callCount > 0 {
                end.expectOneMore()
                decider.end = end
            }
            state.late = state.late.filter { $0.value.decider !== decider }
            return state.open.values.filter { $0.decider === decider }.map(\.token)
        }
        for token in unanswered { answer(token, denial: "the decider was removed before it answered") }
        end.oneHasEnded()
    }

    /// Whether a question would be put to anybody, or denied at once.
    func hasDeciders(_ hook: assay_hook_t) -> Bool {
        state.withLock { state in state.isClosed || state.deciders.contains { $0.hook == hook } }
    }

    /// Denies what is open, and every further question: the host ends.
    func close() {
        let unanswered = state.withLock { state in
            state.isClosed = true
            state.late = [:]
            return Array(state.open.keys)
        }
        for token in unanswered { answer(token, denial: "the host is ending") }
    }
}
