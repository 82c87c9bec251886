// Assay: the hook bus: who hears which event.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import CAssayLinux
internal import Glibc
internal import Synchronization

/// Carries events from emitters to observers. Every loop has its own array of observer lists, which only its thread
/// reads and writes: emitting on a loop takes no lock and no atomic operation. Threads that turn no loop share one
/// array behind a lock, which they hold to find the list and not while they call it.
///
/// Sendable: `observed` is atomic; all else is behind the lock.
final class HookBus: @unchecked Sendable {
    private struct State {
        var version: UInt64 = 0
        /// In the order of subscription.
        var subscriptions: [Subscription] = []
        /// The newest list of each hook that ever had an observer; the bus holds a reference to each.
        var lists: [assay_hook_t: ObserverList] = [:]
    }

    let registry = HookRegistry()
    let loops: LoopGroup
    /// Whether a hook has observers, for threads that turn no loop.
    private let observed: UnsafeMutablePointer<Atomic<Bool>>
    private let state = Lock(State())
    private let lastSubscription = Atomic<assay_subscription_t>(0)

    init(loops: LoopGroup) {
        self.loops = loops
        observed = .allocate(capacity: HookSlot.capacity)
        for index in 0..<HookSlot.capacity { (observed + index).initialize(to: Atomic(false)) }
    }

    deinit {
        state.withLock { state in
            for list in state.lists.values { list.release() }
        }
        observed.deinitialize(count: HookSlot.capacity)
        observed.deallocate()
    }

    // MARK: Declaring and subscribing

    /// Declares a hook, or finds it. Those who listen to all hooks hear a new one from now on.
    func declare(_ declaration: assay_hook_declaration_t) throws(HookError) -> assay_hook_t {
        let (hook, isNew) = try registry.declare(declaration)
        if isNew {
            let old = state.withLock { state in
                state.subscriptions.contains { $0.hook == nil } ? renew([hook], &state, endings: []) : []
            }
            for list in old { list.release() }
        }
        return hook
    }

    /// A number for a subscription.
    func nextSubscription() -> assay_subscription_t {
        lastSubscription.add(1, ordering: .relaxed).newValue
    }

    /// Adds a subscription.
    func add(_ subscription: Subscription) {
        let old = state.withLock { state in
            state.subscriptions.append(subscription)
            return renew(affectedHooks(subscription), &state, endings: [])
        }
        for list in old { list.release() }
    }

    /// Ends a subscription; `done` follows on the main thread, also for one that is unknown.
    func unsubscribe(
        _ id: assay_subscription_t, done: SubscriptionEnd.Done?, userData: UnsafeMutableRawPointer?
    ) {
        let (end, old) = state.withLock { state in
            let index = state.subscriptions.firstIndex { $0.id == id }
            let subscription = index.map { state.subscriptions.remove(at: $0) }
            let end = SubscriptionEnd(subscription, main: loops.main, done: done, userData: userData)
            let old = subscription.map { renew(affectedHooks($0), &state, endings: [end]) }
            return (end, old ?? [])
        }
        for list in old { list.release() }
        end.oneHasEnded()
    }

    /// The subscription of a number, nil when it has ended.
    func find(_ id: assay_subscription_t) -> Subscription? {
        state.withLock { $0.subscriptions.first { $0.id == id } }
    }

    private func affectedHooks(_ subscription: Subscription) -> [assay_hook_t] {
        subscription.hook.map { [$0] } ?? Array(0..<registry.hookCount)
    }

    /// Makes the lists of hooks anew and sends them to every loop. Returns the old ones, to be released when the lock is
    /// not held, for that may call back.
    private func renew(
        _ hooks: [assay_hook_t], _ state: inout State, endings: [SubscriptionEnd]
    ) -> [ObserverList] {
        hooks.compactMap { renew($0, &state, endings: endings) }
    }

    private func renew(
        _ hook: assay_hook_t, _ state: inout State, endings: [SubscriptionEnd]
    ) -> ObserverList? {
        state.version += 1
        let observers = state.subscriptions.filter { $0.hears(hook) }.map(\.observer)
        let list = ObserverList(hook: hook, version: state.version, observers: observers)
        observed[Int(hook)].store(!observers.isEmpty, ordering: .releasing)
        let old = state.lists.updateValue(list, forKey: hook)
        old?.retire(next: list, endings: endings)
        for loop in [loops.main] + loops.work { send(list, to: loop) }
        return old
    }

    /// Puts a list in place on a loop: at once on the calling thread's own, else by a message.
    private func send(_ list: ObserverList, to loop: Loop) {
        list.retain()
        let job = Job(
            function: { list, loop in
                guard let list, let loop else { return }
                HookBus.apply(ObserverList(word: list), on: Loop(OpaquePointer(loop)))
            }, first: list.word, second: loop.state)
        if Loop.current == loop {
            job()
        } else if !loop.postRemote(job) {
            // The loop has ended: `releaseSlots` lets go of what it has.
            list.release()
        }
    }

    /// Runs on the loop's thread. The list that was there is let go after the current callback, which may be one of its
    /// observers.
    private static func apply(_ list: ObserverList, on loop: Loop) {
        let slot = loop.state.pointee.hookSlots + Int(list.hook)
        guard let old = slot.pointee.replace(with: list) else { return }
        loop.post(
            Job(
                function: { list, _ in
                    if let list { ObserverList(word: list).release() }
                }, first: old.word, second: nil))
    }

    /// Lets go of the lists of a loop that nobody turns any more.
    func releaseSlots(of loop: Loop) {
        for hook in 0..<Int(registry.hookCount) { loop.state.pointee.hookSlots[hook].clear()?.release() }
    }

    // MARK: Emitting

    /// Whether anybody hears `hook`, for a thread that turns no loop of this host.
    func isObservedElsewhere(_ hook: assay_hook_t) -> Bool {
        observed[Int(hook)].load(ordering: .acquiring)
    }

    /// Emits from a thread that turns no loop of this host.
    func emitElsewhere(_ hook: assay_hook_t, _ event: UnsafeMutablePointer<assay_event_t>) {
        guard isObservedElsewhere(hook) else { return }
        let list = state.withLock { state in
            let list = state.lists[hook]
            list?.retain()
            return list
        }
        guard let list else { return }
        event.pointee.hook = hook
        if let observers = list.observers { ObserverList.call(observers, event) }
        list.release()
    }
}
