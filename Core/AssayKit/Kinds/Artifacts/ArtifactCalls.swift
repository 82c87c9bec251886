// Assay: the calls that a store of artifacts has in flight.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import Synchronization

/// Runs the calls of a store of artifacts, each as a task on the loop that it names.
public final class ArtifactCalls: Sendable {
    /// The most calls in flight; further ones are refused.
    public static let capacity = 4096
    /// The most readers and writers that are open.
    public static let mostStreams = 1024

    private struct State {
        var callCount = 0
        var streamCount = 0
        // nonisolated(unsafe): written once, under the lock, and only read afterwards.
        nonisolated(unsafe) var capabilities: UnsafeMutablePointer<assay_artifact_capabilities_t>?
    }

    private let executors: [UInt: LoopExecutor]
    private let state = Mutex(State())

    /// Calls on the loops of `host`.
    public init(_ host: Host) throws {
        let loops = try host.workLoops() + [host.mainLoop()]
        executors = Dictionary(
            try loops.map { (UInt(bitPattern: $0.pointer), try LoopExecutor(host: host, loop: $0.pointer)) },
            uniquingKeysWith: { first, _ in first })
    }

    /// How many calls are in flight.
    public var count: Int { state.withLock { $0.callCount } }

    /// The C form of a store's capabilities, made at the first call.
    func capabilities(
        _ make: () -> ArtifactCapabilities
    ) -> UnsafePointer<assay_artifact_capabilities_t> {
        let place = state.withLock { state in
            let table = state.capabilities ?? make().makeTable()
            state.capabilities = table
            return UInt(bitPattern: table)
        }
        return UnsafePointer(bitPattern: place).unsafelyUnwrapped
    }

    /// The executor of one of the host's loops.
    func executor(_ loop: OpaquePointer?) throws -> LoopExecutor {
        guard let found = executors[UInt(bitPattern: loop)] else {
            throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "the loop is none of this host's")
        }
        return found
    }

    /// Begins a call: `body` runs as a task, and what it returns goes to on_done.
    func begin(
        _ call: UnsafeMutablePointer<assay_artifact_call_t>?, on executor: LoopExecutor,
        _ body: @escaping @Sendable () async throws -> ArtifactOutcome
    ) throws {
        guard let call, call.pointee.on_done != nil else {
            throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "the call or its on_done is NULL")
        }
        try take(\.callCount, Self.capacity, "calls are in flight")
        let place = UInt(bitPattern: call)
        Task(executorPreference: executor) {
            let outcome: ArtifactOutcome
            do { outcome = try await body() } catch { outcome = ArtifactOutcome(failure: error) }
            self.state.withLock { $0.callCount &-= 1 }
            outcome.deliver(to: UnsafeMutablePointer(bitPattern: place))
        }
    }

    /// Counts a reader or writer that opens.
    func openStream() throws { try take(\.streamCount, Self.mostStreams, "uploads and downloads are open") }

    /// Counts one that has ended.
    func endStream() { state.withLock { $0.streamCount &-= 1 } }

    private func take(_ count: any WritableKeyPath<State, Int> & Sendable, _ most: Int, _ what: String) throws {
        try state.withLock { state in
            guard state[keyPath: count] < most else {
                throw AssayError(.ASSAY_STATUS_RESOURCE_EXHAUSTED, "\(most) \(what); try again later")
            }
            state[keyPath: count] &+= 1
        }
    }
}
