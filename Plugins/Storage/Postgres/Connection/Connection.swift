// Assay: a connection to the server.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import CAssayPostgres
internal import Glibc

/// A connection in pipeline mode, watched by the session's loop. It carries one batch at a time: all of the batch is
/// sent at once, and what comes back is read in the same order.
final class Connection {
    /// What a result that is to come belongs to.
    enum Step {
        case prepare(PreparedStatement)
        case command
        case execute(Int)
        case sync
    }

    /// How far the batch is.
    enum Phase {
        case idle
        /// Its statements are sent and read.
        case running
        /// COMMIT, or the end of the implicit transaction, is on its way.
        case committing
        /// ROLLBACK is on its way.
        case undoing
    }

    let session: Session
    let cache: StatementCache
    let encoder = ParameterEncoder()
    var reader = ResultReader()
    /// nil when it is closed.
    private(set) var handle: OpaquePointer?
    var job: Job?
    var phase = Phase.idle
    /// Where sending is: the statement and the row that come next.
    var cursor = (statement: 0, row: 0)
    /// Whether a statement of the batch has `expected_rows`, or something else asks for a BEGIN.
    var isChecked = false
    var isExplicit = false
    /// The results to come, from `nextStep` on.
    var steps: [Step] = []
    var nextStep = 0
    /// Whether the server takes no more at the moment.
    var isStalled = false
    /// Whether a request to cancel is on its way: the connection does nothing else meanwhile.
    var isCancelling = false
    var idleSince: assay_instant_t = 0
    private let watch: UnsafeMutablePointer<assay_watch_t>

    init(_ session: Session, _ handle: OpaquePointer) throws(AssayError) {
        self.session = session
        cache = StatementCache(capacity: session.engine.settings.statements)
        watch = .allocate(capacity: 1)
        watch.initialize(to: assay_watch_t())
        guard PQsetnonblocking(handle, 1) == 0, PQenterPipelineMode(handle) == 1 else {
            PQfinish(handle)
            throw AssayError(.ASSAY_STATUS_INTERNAL, "libpq has no pipeline mode")
        }
        watch.pointee.fd = PQsocket(handle)
        watch.pointee.user_data = Unmanaged.passUnretained(self).toOpaque()
        watch.pointee.on_ready = { watch, ready in
            guard let data = watch?.pointee.user_data else { return }
            // Retained: what happens inside may drop the last reference.
            Unmanaged<Connection>.fromOpaque(data).takeUnretainedValue().onReady(ready)
        }
        do throws(AssayError) {
            try session.loop.watch(watch)
        } catch {
            PQfinish(handle)
            throw error
        }
        self.handle = handle
    }

    deinit {
        close()
        watch.deallocate()
    }

    /// Closes the connection; on the loop.
    func close() {
        guard let open = handle else { return }
        handle = nil
        session.loop.unwatch(watch)
        PQfinish(open)
        session.forget(self)
    }

    private func onReady(_ ready: UInt32) {
        guard handle != nil else { return }
        if ready & ASSAY_READY_WRITE != 0, isStalled { flush() }
        guard ready & ~ASSAY_READY_WRITE != 0 else { return }
        receive()
        if job == nil, handle != nil, ready & (ASSAY_READY_HANGUP | ASSAY_READY_ERROR) != 0 { lose("") }
    }

    /// Whether the socket has something to read now.
    var isReadable: Bool {
        guard let handle else { return false }
        var poll = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
        return Glibc.poll(&poll, 1, 0) > 0
    }

    /// Whether the server has not closed the connection, as far as can be seen without waiting.
    var isAlive: Bool {
        if isReadable { receive() }
        return handle != nil
    }

    /// Gives the batch back to its caller, and the connection to the next.
    func finish() {
        guard let done = job else { return }
        job = nil
        done.connection = nil
        phase = .idle
        steps.removeAll(keepingCapacity: true)
        nextStep = 0
        if !isCancelling { session.release(self) }
        session.end(done)
    }

    /// How often a batch begins again because its connection was lost.
    private static var mostRetries: Int { 3 }

    /// The connection is of no use any more: its batch ends, or begins again elsewhere. `isUndone` when the server has said
    /// so.
    func lose(_ words: String, isUndone isKnown: Bool = false) {
        let lost = job
        let hasCommitted = phase == .committing && !isKnown
        job = nil
        phase = .idle
        close()
        guard let lost else { return }
        lost.connection = nil
        let isUndone = lost.failure != nil && !lost.isUncertain
        if lost.isReadOnly || !hasCommitted, !isUndone, !lost.isCancelled, !lost.hasDelivered,
            lost.retries < Self.mostRetries, !session.isClosed
        {
            lost.retries += 1
            return session.putBack(lost)
        }
        let mayBeCommitted = hasCommitted && !lost.isReadOnly && !isUndone
        let failure = SQLDriverFailure.lost(words, mayBeCommitted: mayBeCommitted)
        session.endLater(lost, isUndone ? lost.failure : lost.isCancelled && !mayBeCommitted ? .cancelled : failure)
    }

    /// Asks the server, from another thread, to end what it does.
    func cancel() {
        guard let handle, let job, !isCancelling else { return }
        if phase == .running, cursor.statement < job.statements.count {
            // Not all of it is sent, so nothing can be committed: the end of the connection undoes it.
            job.fail(.cancelled)
            return lose("")
        }
        guard phase == .running || phase == .committing, let request = PQgetCancel(handle) else { return }
        // Before it is sent: a host may run both at once.
        isCancelling = true
        let isSent = Errand.send(
            session.engine, session.loop.pointer,
            work: {
                var words = [CChar](repeating: 0, count: 256)
                // When it fails, the batch ends as it would have.
                _ = PQcancel(request, &words, Int32(words.count))
                PQfreeCancel(request)
            },
            done: { [self] in
                isCancelling = false
                if self.job == nil, self.handle != nil { session.release(self) }
            })
        if !isSent {
            isCancelling = false
            PQfreeCancel(request)
        }
    }
}
