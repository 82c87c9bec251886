// Assay: a session with a database, on one loop.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// A session with a database. It belongs to one work loop: use it from tasks that run there, see `LoopExecutor`.
public final class SQLSession {
    /// The loop of the session.
    public let loop: Loop
    let table: UnsafePointer<assay_sql_driver_t>
    private(set) var pointer: OpaquePointer?
    private let host: UnsafePointer<assay_host_t>
    private var idle: [SQLCall] = []
    private static let mostIdle = 64

    init(
        _ table: UnsafePointer<assay_sql_driver_t>, _ pointer: OpaquePointer, _ loop: Loop,
        _ host: UnsafePointer<assay_host_t>
    ) {
        self.table = table
        self.pointer = pointer
        self.loop = loop
        self.host = host
    }

    /// Runs a batch in one transaction and returns what its statements returned. Many may run at the same time, in any
    /// order. A cancelled task cancels its batch.
    public func run(_ batch: SQLBatch) async throws(SQLFailure) -> SQLResults {
        let call = try begin(batch)
        let handle = CancelHandle(call: call, session: self, generation: call.generation)
        await withTaskCancellationHandler {
            await call.wait()
        } onCancel: {
            handle.cancel()
        }
        return try finish(call)
    }

    /// Cancels what is in flight and gives the session back to the driver. Call it on the session's loop, once.
    public func close() {
        guard let open = pointer else { return }
        pointer = nil
        table.pointee.close_session(open)
    }

    var isOnLoop: Bool { loop.table.pointee.get_current(host) == loop.pointer }

    /// Not inlined, like `finish`: what they need for a moment must not be part of the frame of a task that waits.
    @inline(never)
    private func begin(_ batch: SQLBatch) throws(SQLFailure) -> SQLCall {
        guard isOnLoop else {
            throw SQLFailure(.ASSAY_STATUS_FAILED_PRECONDITION, "a SQL session was used outside of its loop")
        }
        guard pointer != nil else { throw SQLFailure(.ASSAY_STATUS_FAILED_PRECONDITION, "the SQL session is closed") }
        let call = idle.popLast() ?? SQLCall()
        do throws(SQLFailure) {
            try call.submit(batch, self)
        } catch {
            put(call)
            throw error
        }
        return call
    }

    @inline(never)
    private func finish(_ call: SQLCall) throws(SQLFailure) -> SQLResults {
        defer { put(call) }
        return try call.take()
    }

    private func put(_ call: SQLCall) {
        if idle.count < Self.mostIdle { idle.append(call) }
    }
}

/// Takes a task's cancellation, which comes on any thread, to the loop of the session.
private final class CancelHandle: @unchecked Sendable {
    // @unchecked: session and call are touched on the loop alone.
    private let call: SQLCall
    private let session: SQLSession
    private let generation: UInt64

    init(call: SQLCall, session: SQLSession, generation: UInt64) {
        self.call = call
        self.session = session
        self.generation = generation
    }

    func cancel() {
        let me = Unmanaged.passRetained(self).toOpaque()
        let isPosted = session.loop.table.pointee.post_remote(
            session.loop.pointer,
            { data, _ in
                guard let data else { return }
                let handle = Unmanaged<CancelHandle>.fromOpaque(data).takeRetainedValue()
                if handle.call.generation == handle.generation { handle.call.cancel(handle.session) }
            }, me, nil)
        if !isPosted { Unmanaged<CancelHandle>.fromOpaque(me).release() }
    }
}
