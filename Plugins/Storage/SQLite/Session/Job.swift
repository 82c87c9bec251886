// Assay: one batch on its way through the driver.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import Synchronization

/// A batch in flight. Its loop makes it and ends it; in between one thread at a time works on it.
final class Job: @unchecked Sendable {
    // @unchecked: who has the job (loop, queue, thread) alone touches it; what both touch is behind the lock or atomic.
    let batch: assay_sql_batch_t
    let call: UnsafeMutablePointer<assay_sql_call_t>
    let session: Session
    private let engine: Engine

    /// Chunks that wait for the end of the batch, with their statements.
    var held: [(statement: UInt32, rows: SQLChunkBuilder)] = []
    var heldBytes = 0
    var affected: [UInt64]
    var failure: SQLDriverFailure?

    private struct Control {
        var isCancelled = false
        /// The connection that works on the batch now.
        var connection: Connection?
    }

    private let control = Lock(Control())
    /// How many chunks may still be on their way to the loop.
    private let room = Permits(4)

    init(
        _ batch: UnsafePointer<assay_sql_batch_t>, _ call: UnsafeMutablePointer<assay_sql_call_t>, _ session: Session,
        _ engine: Engine
    ) {
        self.batch = batch.pointee
        self.call = call
        self.session = session
        self.engine = engine
        affected = Array(repeating: 0, count: batch.pointee.statement_count)
    }

    var statements: UnsafeBufferPointer<assay_sql_statement_t> {
        UnsafeBufferPointer(start: batch.statements, count: batch.statements == nil ? 0 : batch.statement_count)
    }

    var isCancelled: Bool { control.withLock { $0.isCancelled } }

    /// Ends the batch as soon as may be.
    func cancel() {
        control.withLock { control in
            control.isCancelled = true
            // Under the lock, so that it cannot hit the next batch of the connection.
            control.connection?.interrupt()
        }
        room.open()
    }

    /// A connection begins to work on the batch: false when it was cancelled before.
    func begin(_ connection: Connection) -> Bool {
        held = []
        heldBytes = 0
        failure = nil
        for index in affected.indices { affected[index] = 0 }
        return control.withLock { control in
            control.connection = control.isCancelled ? nil : connection
            return !control.isCancelled
        }
    }

    func leave() {
        control.withLock { $0.connection = nil }
    }

    /// Lets a thread that waits for room go on, because nobody takes the chunks any more.
    func abandon() { cancel() }

    /// Sends rows to the loop ahead of the end; waits while too many are on their way.
    func send(_ statement: UInt32, _ rows: SQLChunkBuilder) {
        room.take()
        let parcel = Unmanaged.passRetained(Parcel(self, statement, rows)).toOpaque()
        let isPosted = post(
            { data, _ in
                guard let data else { return }
                Unmanaged<Parcel>.fromOpaque(data).takeRetainedValue().deliver()
            }, parcel)
        if !isPosted { Unmanaged<Parcel>.fromOpaque(parcel).release() }
    }

    /// Takes the job to its loop, where the batch ends.
    func finish() {
        let me = Unmanaged.passRetained(self).toOpaque()
        let isPosted = post(
            { data, _ in
                guard let data else { return }
                Unmanaged<Job>.fromOpaque(data).takeRetainedValue().end()
            }, me)
        if !isPosted { Unmanaged<Job>.fromOpaque(me).release() }
    }

    private func post(_ job: @escaping assay_job_t, _ data: UnsafeMutableRawPointer) -> Bool {
        session.loop.table.pointee.post_remote(session.loop.pointer, job, data, nil)
    }

    fileprivate func deliver(_ statement: UInt32, _ rows: SQLChunkBuilder) {
        defer { room.give() }
        guard !engine.isStopped.load(ordering: .acquiring) else { return }
        rows.withChunk { call.pointee.on_rows?(call, statement, $0) }
    }

    private func end() {
        session.forget(call)
        guard !engine.isStopped.load(ordering: .acquiring) else { return }
        if failure == nil {
            for chunk in held { chunk.rows.withChunk { call.pointee.on_rows?(call, chunk.statement, $0) } }
        }
        SQLDriverFailure.end(call, failure, affected: affected)
    }
}

/// Rows on their way to the loop.
private final class Parcel {
    private let job: Job
    private let statement: UInt32
    private let rows: SQLChunkBuilder

    init(_ job: Job, _ statement: UInt32, _ rows: SQLChunkBuilder) {
        self.job = job
        self.statement = statement
        self.rows = rows
    }

    func deliver() { job.deliver(statement, rows) }
}
