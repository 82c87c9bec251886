// Assay: the exchanges that routes have in flight.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import Synchronization

/// Spreads exchanges over the work loops, one task each.
public final class RouteTasks: Sendable {
    private let executors: [LoopExecutor]
    private let next = Atomic<UInt>(0)
    private let host: Host
    private let source: String

    /// Tasks on the work loops of `host`; `source` is the id of the component, for the log.
    public init(_ host: Host, source: String) throws {
        executors = try host.workLoops().map { try LoopExecutor(host: host, loop: $0.pointer) }
        self.host = host
        self.source = source
    }

    /// Begins a task that answers `exchange` with what `body` returns; nil when it has ended the exchange itself. The task
    /// is cancelled when the peer goes away.
    public func begin(_ exchange: Exchange, _ body: @escaping @Sendable (Exchange) async throws -> RouteAnswer?) {
        let turn = next.wrappingAdd(1, ordering: .relaxed).oldValue
        let watch = PeerWatch()
        watch.begin(exchange)
        watch.task = Task(executorPreference: executors[Int(turn % UInt(executors.count))]) {
            do {
                if let answer = try await body(exchange) { exchange.respond(answer) }
            } catch {
                self.host.log(.ASSAY_LOG_ERROR, self.source, "\(error)")
                exchange.abort()
            }
            watch.end()
        }
    }
}

/// Cancels the task of an exchange when its peer goes away.
private final class PeerWatch: Sendable {
    private struct State {
        var task: Task<Void, Never>?
        var isGone = false
        var isOver = false
    }

    private let state = Mutex(State())

    /// Watches the peer; lives until `end`.
    func begin(_ exchange: Exchange) {
        let data = Unmanaged.passRetained(self).toOpaque()
        exchange.pointer.pointee.calls.pointee.watch_peer(
            exchange.pointer,
            { data in
                guard let data else { return }
                Unmanaged<PeerWatch>.fromOpaque(data).takeUnretainedValue().peerHasGone()
            }, data)
    }

    /// The task that is to be cancelled; set once.
    var task: Task<Void, Never>? {
        get { state.withLock { $0.task } }
        set {
            let isGone = state.withLock { state in
                if !state.isOver { state.task = newValue }
                return state.isGone
            }
            if isGone { newValue?.cancel() }
        }
    }

    private func peerHasGone() {
        let task = state.withLock { state in
            state.isGone = true
            return state.task
        }
        task?.cancel()
    }

    /// The exchange is ended: nobody calls back any more.
    func end() {
        state.withLock { $0 = State(isOver: true) }
        Unmanaged.passUnretained(self).release()
    }
}
