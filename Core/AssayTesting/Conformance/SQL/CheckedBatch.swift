// Assay: a batch of the check of SQL drivers, and what came of it.
// SPDX-License-Identifier: Apache-2.0
internal import AssayContract
internal import AssayKit
internal import CAssay

/// A batch in flight. It must outlive its end.
final class CheckedBatch {
    /// How often on_done came.
    private(set) var endCount = 0
    private(set) var failure: SQLFailure?
    /// The largest number of rows in a chunk.
    private(set) var largestChunk = 0
    private(set) var chunkCount = 0
    /// What breaks the contract.
    private(set) var faults: [String] = []
    /// Whether a function of the driver is running: an end from inside breaks the contract.
    var isInside = false
    let results: SQLResults
    let batch: UnsafeMutablePointer<assay_sql_batch_t>
    let call: UnsafeMutablePointer<assay_sql_call_t>
    private let statements: SQLBatch
    private let arena = Arena()

    init(_ statements: SQLBatch) {
        self.statements = statements
        results = SQLResults(statementCount: statements.count)
        batch = arena.place(statements.c)
        call = arena.place(assay_sql_call_t())
        call.pointee.user_data = Unmanaged.passUnretained(self).toOpaque()
        call.pointee.on_rows = { call, statement, chunk in
            guard let chunk else { return }
            CheckedBatch.of(call)?.take(Int(statement), chunk.pointee)
        }
        call.pointee.on_done = { call, outcome in
            guard let outcome else { return }
            CheckedBatch.of(call)?.end(outcome.pointee)
        }
    }

    private static func of(_ call: UnsafeMutablePointer<assay_sql_call_t>?) -> CheckedBatch? {
        call?.pointee.user_data.map { Unmanaged<CheckedBatch>.fromOpaque($0).takeUnretainedValue() }
    }

    private func take(_ statement: Int, _ chunk: assay_sql_chunk_t) {
        expect(!isInside, "on_rows was called from inside a function of the driver")
        expect(endCount == 0, "on_rows came after on_done")
        expect(Int(chunk.struct_size) == MemoryLayout<assay_sql_chunk_t>.size, "struct_size of a chunk is wrong")
        expect(chunk.row_count > 0, "a chunk has no rows")
        expect(chunk.row_count <= ASSAY_SQL_CHUNK_ROWS, "a chunk has \(chunk.row_count) rows")
        largestChunk = max(largestChunk, chunk.row_count)
        chunkCount += 1
        results.append(statement, chunk)
    }

    private func end(_ outcome: assay_sql_outcome_t) {
        expect(!isInside, "on_done was called from inside a function of the driver")
        expect(Int(outcome.struct_size) == MemoryLayout<assay_sql_outcome_t>.size, "struct_size of an outcome is wrong")
        endCount += 1
        expect(endCount == 1, "on_done was called more than once")
        if outcome.status == .ASSAY_STATUS_OK {
            expect(outcome.flags == 0, "an outcome that is OK has flags")
            results.setAffected(outcome.affected_rows)
        } else {
            failure = SQLFailure(outcome, statementCount: statements.count)
            expect(outcome.message.length > 0, "a failure has no message")
        }
    }

    private func expect(_ isRight: Bool, _ fault: @autoclosure () -> String) {
        if !isRight { faults.append(fault()) }
    }
}
