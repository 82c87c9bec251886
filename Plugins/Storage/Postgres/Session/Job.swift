// Assay: one batch on its way through the driver.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

/// A batch in flight; on the session's loop alone.
final class Job {
    let batch: assay_sql_batch_t
    let call: UnsafeMutablePointer<assay_sql_call_t>
    /// The connection that carries it.
    var connection: Connection?
    var affected: [UInt64]
    var failure: SQLDriverFailure?
    var isCancelled = false
    /// Whether rows went to the caller: then the batch cannot be begun again.
    var hasDelivered = false
    /// Whether it may have been committed although it fails.
    var isUncertain = false
    /// How often it was begun again.
    var retries = 0
    /// In the list of those that wait.
    fileprivate var next: Job?

    init(_ batch: assay_sql_batch_t, _ call: UnsafeMutablePointer<assay_sql_call_t>) {
        self.batch = batch
        self.call = call
        affected = Array(repeating: 0, count: batch.statement_count)
    }

    var statements: UnsafeBufferPointer<assay_sql_statement_t> {
        UnsafeBufferPointer(start: batch.statements, count: batch.statements == nil ? 0 : batch.statement_count)
    }

    var isReadOnly: Bool { batch.flags & ASSAY_SQL_READ_ONLY != 0 }

    var isSerializable: Bool { batch.flags & ASSAY_SQL_SERIALIZABLE != 0 }

    /// The first failure counts; those after it follow from it.
    func fail(_ failure: SQLDriverFailure) {
        if self.failure == nil { self.failure = failure }
    }

    func begin(_ connection: Connection) {
        self.connection = connection
        failure = nil
        isUncertain = false
        for index in affected.indices { affected[index] = 0 }
    }

    /// Tells the caller.
    func end() {
        SQLDriverFailure.end(call, failure, affected: affected)
    }
}

/// Batches that wait, linked through themselves.
struct JobList {
    private(set) var count = 0
    private var first: Job?
    private var last: Job?

    mutating func append(_ job: Job) {
        if let last { last.next = job } else { first = job }
        last = job
        count &+= 1
    }

    mutating func prepend(_ job: Job) {
        job.next = first
        first = job
        if last == nil { last = job }
        count &+= 1
    }

    mutating func popFirst() -> Job? {
        guard let job = first else { return nil }
        first = job.next
        job.next = nil
        if first == nil { last = nil }
        count &-= 1
        return job
    }

    /// Takes out a batch; false when it does not wait.
    mutating func remove(_ job: Job) -> Bool {
        var before: Job?
        var candidate = first
        while let found = candidate, found !== job {
            before = found
            candidate = found.next
        }
        guard candidate != nil else { return false }
        if let before { before.next = job.next } else { first = job.next }
        if last === job { last = before }
        job.next = nil
        count &-= 1
        return true
    }
}
