// Assay: the calls that a tracking store has in flight.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import Synchronization

/// Spreads the calls of a tracking store over the work loops, one task each, and ends them early when asked to.
public final class TrackingCalls: Sendable {
    /// The most calls in flight; further ones are refused.
    public static let capacity = 10_000

    private struct State {
        var tasks: [UInt: Task<Void, Never>] = [:]
        var nextLoop = 0
        var isOpen = true
    }

    private let executors: [LoopExecutor]
    private let state = Mutex(State())

    /// Calls on the work loops of `host`.
    public init(_ host: Host) throws {
        executors = try host.workLoops().map { try LoopExecutor(host: host, loop: $0.pointer) }
    }

    /// How many work loops there are.
    public var loopCount: Int { executors.count }

    /// Runs `body` as a task on work loop `loop`, outside of any call: for work that a store does by itself.
    public func run(onLoop loop: Int, _ body: @escaping @Sendable () async -> Void) {
        Task(executorPreference: executors[loop % executors.count]) { await body() }
    }

    /// Begins a call; its task runs `body` with the index of a work loop.
    func begin(
        _ call: UnsafeMutablePointer<assay_tracking_call_t>, _ body: @escaping @Sendable (Int) async -> TrackingAnswer
    ) throws {
        let key = UInt(bitPattern: call)
        try state.withLock { state in
            guard state.isOpen else { throw AssayError(.ASSAY_STATUS_UNAVAILABLE, "the tracking store is stopping") }
            guard state.tasks.count < Self.capacity else {
                throw AssayError(
                    .ASSAY_STATUS_RESOURCE_EXHAUSTED, "\(Self.capacity) calls are in flight; try again later")
            }
            let loop = state.nextLoop
            state.nextLoop = (loop + 1) % executors.count
            // Begun under the lock: the task's end, on its loop, waits for the entry.
            state.tasks[key] = Task(executorPreference: executors[loop]) {
                let answer = await body(loop)
                self.end(key, answer)
            }
        }
    }

    private func end(_ key: UInt, _ answer: TrackingAnswer) {
        _ = state.withLock { $0.tasks.removeValue(forKey: key) }
        guard let call = UnsafeMutablePointer<assay_tracking_call_t>(bitPattern: key) else { return }
        call.pointee.on_done(call, answer.makeResponse())
    }

    /// Asks for an early end of a call; nothing happens when it has ended.
    func cancel(_ call: UnsafeMutablePointer<assay_tracking_call_t>) {
        state.withLock { $0.tasks[UInt(bitPattern: call)] }?.cancel()
    }

    /// Lets calls begin, which is how it is made, or refuses new ones.
    public func setOpen(_ isOpen: Bool) {
        state.withLock { $0.isOpen = isOpen }
    }

    /// How many calls are in flight.
    public var count: Int { state.withLock { $0.tasks.count } }
}
