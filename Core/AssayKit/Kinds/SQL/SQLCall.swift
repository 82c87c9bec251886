// Assay: one batch in flight.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// A batch in flight, and the memory that the driver sees. A session uses its calls again and again.
final class SQLCall: @unchecked Sendable {
    // @unchecked: used on the session's loop alone; another thread only passes it back to that loop.
    private let call: UnsafeMutablePointer<assay_sql_call_t>
    private let batch: UnsafeMutablePointer<assay_sql_batch_t>
    private var statements: SQLBatch?
    private var results: SQLResults?
    private var failure: SQLFailure?
    private var continuation: UnsafeContinuation<Void, Never>?
    /// Whether the driver has it.
    private(set) var isInFlight = false
    /// Counts the batches, so that a late cancel does not hit the next one.
    private(set) var generation: UInt64 = 0

    init() {
        call = .allocate(capacity: 1)
        call.initialize(to: assay_sql_call_t())
        batch = .allocate(capacity: 1)
        batch.initialize(to: assay_sql_batch_t())
        call.pointee.user_data = Unmanaged.passUnretained(self).toOpaque()
        call.pointee.on_rows = { call, statement, chunk in
            guard let chunk else { return }
            SQLCall.of(call)?._withUnsafeGuaranteedRef { $0.results?.append(Int(statement), chunk.pointee) }
        }
        call.pointee.on_done = { call, outcome in
            guard let outcome else { return }
            SQLCall.of(call)?._withUnsafeGuaranteedRef { $0.end(outcome.pointee) }
        }
    }

    deinit {
        call.deallocate()
        batch.deallocate()
    }

    private static func of(_ call: UnsafeMutablePointer<assay_sql_call_t>?) -> Unmanaged<SQLCall>? {
        call?.pointee.user_data.map { Unmanaged<SQLCall>.fromOpaque($0) }
    }

    /// Gives the batch to the driver.
    func submit(_ work: SQLBatch, _ session: SQLSession) throws(SQLFailure) {
        if let fault = work.fault { throw SQLFailure(.ASSAY_STATUS_INVALID_ARGUMENT, fault) }
        statements = work
        results = SQLResults(statementCount: work.count)
        failure = nil
        batch.pointee = work.c
        do {
            try AssayError.check { session.table.pointee.submit(session.pointer, batch, call, $0) }
        } catch {
            throw SQLFailure(error)
        }
        generation &+= 1
        isInFlight = true
    }

    func cancel(_ session: SQLSession) {
        guard isInFlight, let pointer = session.pointer else { return }
        session.table.pointee.cancel(pointer, call)
    }

    /// Waits for the end.
    func wait() async {
        await withUnsafeContinuation { continuation = $0 }
    }

    /// What the batch returned.
    func take() throws(SQLFailure) -> SQLResults {
        defer {
            statements = nil
            results = nil
        }
        if let failure { throw failure }
        guard let results, !results.isOverfull else {
            throw SQLFailure(.ASSAY_STATUS_RESOURCE_EXHAUSTED, "a column of the result is too large, or of mixed types")
        }
        return results
    }

    private func end(_ outcome: assay_sql_outcome_t) {
        isInFlight = false
        if outcome.status == .ASSAY_STATUS_OK {
            results?.setAffected(outcome.affected_rows)
        } else {
            failure = SQLFailure(outcome, statementCount: statements?.count ?? 0)
        }
        continuation?.resume()
        continuation = nil
    }
}
