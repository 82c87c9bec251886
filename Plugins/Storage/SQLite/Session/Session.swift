// Assay: a session of the SQLite driver.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

/// Takes batches from one loop to the engine's threads and brings back what they gave.
final class Session: SQLDriverSession {
    let loop: Loop
    private let engine: Engine
    private var jobs: [UnsafeMutablePointer<assay_sql_call_t>: Job] = [:]

    init(_ engine: Engine, _ loop: OpaquePointer, _ host: Host) throws {
        self.engine = engine
        self.loop = Loop(loop, try host.requiredTable(ASSAY_EXT_LOOPS, as: assay_loops_t.self))
    }

    func submit(
        _ batch: UnsafePointer<assay_sql_batch_t>, _ call: UnsafeMutablePointer<assay_sql_call_t>
    ) throws(AssayError) {
        let job = Job(batch, call, self, engine)
        let queue = batch.pointee.flags & ASSAY_SQL_READ_ONLY != 0 ? engine.reads : engine.writes
        guard queue.push(job) else {
            throw AssayError(
                .ASSAY_STATUS_RESOURCE_EXHAUSTED, "the database is too busy: \(queue.capacity) batches wait already")
        }
        jobs[call] = job
    }

    func cancel(_ call: UnsafeMutablePointer<assay_sql_call_t>) {
        jobs[call]?.cancel()
    }

    /// Cancels what is in flight; each job keeps the session until its end.
    func close() {
        for job in jobs.values { job.cancel() }
    }

    /// Called by a job, on the loop, when it ends.
    func forget(_ call: UnsafeMutablePointer<assay_sql_call_t>) {
        jobs[call] = nil
    }
}
