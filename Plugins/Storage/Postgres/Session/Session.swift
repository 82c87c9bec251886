// Assay: a session of the PostgreSQL driver.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

/// Batches of one loop and the connections that carry them. All calls are on the loop.
final class Session: SQLDriverSession {
    let engine: Engine
    let loop: HostLoop
    private(set) var isClosed = false
    private var jobs: [UnsafeMutablePointer<assay_sql_call_t>: Job] = [:]
    private var waiting = JobList()
    private lazy var pool = Pool(self)
    private lazy var notices = NoticeBoard(self)

    init(_ engine: Engine, _ loop: OpaquePointer) throws {
        self.engine = engine
        self.loop = try HostLoop(loop, engine.host)
        pool.open()
    }

    func submit(
        _ batch: UnsafePointer<assay_sql_batch_t>, _ call: UnsafeMutablePointer<assay_sql_call_t>
    ) throws(AssayError) {
        guard waiting.count < engine.settings.queue else {
            throw AssayError(
                .ASSAY_STATUS_RESOURCE_EXHAUSTED,
                "the database is too busy: \(engine.settings.queue) batches wait already")
        }
        let job = Job(batch.pointee, call)
        jobs[call] = job
        if job.statements.isEmpty {
            endLater(job, nil)
        } else if let connection = pool.takeIdle() {
            connection.run(job)
        } else {
            waiting.append(job)
            pool.grow(for: waiting.count)
        }
    }

    func cancel(_ call: UnsafeMutablePointer<assay_sql_call_t>) {
        guard let job = jobs[call], !job.isCancelled else { return }
        job.isCancelled = true
        if let connection = job.connection {
            connection.cancel()
        } else if waiting.remove(job) {
            endLater(job, .cancelled)
        }
    }

    /// Cancels what is in flight. Connections at work close when they are done; the jobs keep the session.
    func close() {
        isClosed = true
        for call in Array(jobs.keys) { cancel(call) }
        pool.close()
        notices.close()
    }

    /// The batch that waits for the longest time.
    func nextWaiting() -> Job? { waiting.popFirst() }

    /// Puts a batch first that a connection could not begin.
    func putBack(_ job: Job) {
        job.connection = nil
        if job.isCancelled { return endLater(job, .cancelled) }
        waiting.prepend(job)
        pool.grow(for: waiting.count)
    }

    /// No connection can be had: what waits ends.
    func failWaiting(_ failure: SQLDriverFailure) {
        while let job = waiting.popFirst() { endLater(job, failure) }
    }

    var hasWaiting: Bool { waiting.count > 0 }

    /// A connection has nothing to do.
    func release(_ connection: Connection) { pool.put(connection) }

    func forget(_ connection: Connection) { pool.remove(connection) }

    /// Ends a batch; never from inside a function of the driver.
    func end(_ job: Job) {
        guard jobs.removeValue(forKey: job.call) != nil else { return }
        job.end()
    }

    /// Ends a batch after the callback that runs now.
    func endLater(_ job: Job, _ failure: SQLDriverFailure?) {
        job.failure = failure
        loop.post(LateEnd(self, job)) { data, _ in
            guard let data else { return }
            let end = Unmanaged<LateEnd>.fromOpaque(data).takeRetainedValue()
            end.session.end(end.job)
        }
    }

    func listen(_ listener: UnsafeMutablePointer<assay_sql_listener_t>) throws { try notices.add(listener) }

    func unlisten(_ listener: UnsafeMutablePointer<assay_sql_listener_t>) { notices.remove(listener) }
}

/// A batch that ends later.
private final class LateEnd {
    let session: Session
    let job: Job

    init(_ session: Session, _ job: Job) {
        self.session = session
        self.job = job
    }
}
