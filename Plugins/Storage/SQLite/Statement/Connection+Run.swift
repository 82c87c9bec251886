// Assay: runs the statements of a batch.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import CAssaySQLite

extension Connection {
    /// Runs all statements of a batch in the transaction that is open. `holdsRows`: rows wait for the end of the batch;
    /// otherwise all but the last go to the loop as they come.
    func run(_ job: Job, holdsRows: Bool) throws(SQLDriverFailure) {
        for (index, statement) in job.statements.enumerated() {
            do throws(SQLDriverFailure) {
                try run(job, index, statement, holdsRows)
            } catch {
                throw job.isCancelled ? .cancelled : error.at(statement: index)
            }
        }
    }

    private func run(
        _ job: Job, _ index: Int, _ statement: assay_sql_statement_t, _ holdsRows: Bool
    ) throws(SQLDriverFailure) {
        let prepared = try cache.take(statement)
        try makeArrays(statement)
        let runs = statement.form == .ASSAY_SQL_EACH ? Int(statement.row_count) : 1
        guard statement.form != .ASSAY_SQL_SCALAR || statement.column_count == 0 || statement.row_count == 1 else {
            throw SQLDriverFailure(.ASSAY_STATUS_INVALID_ARGUMENT, "a statement of the form SCALAR needs one row")
        }
        let sink = RowSink(job, UInt32(truncatingIfNeeded: index), holdsRows ? resultBytes : nil)
        defer {
            sqlite3_reset(prepared.handle)
            sqlite3_clear_bindings(prepared.handle)
        }
        for row in 0..<runs {
            if job.isCancelled { throw .cancelled }
            if row > 0 { sqlite3_reset(prepared.handle) }
            try bind(prepared, statement, row: row)
            job.affected[index] &+= try step(prepared, sink)
        }
        try sink.end()
        let expected = statement.expected_rows
        guard expected < 0 || UInt64(expected) == job.affected[index] else {
            throw .unexpectedCount(wanted: expected, found: job.affected[index])
        }
    }

    /// Runs a statement once; returns how many rows it changed or returned.
    private func step(_ prepared: Prepared, _ sink: RowSink) throws(SQLDriverFailure) -> UInt64 {
        let before = sqlite3_total_changes64(database)
        var returned: UInt64 = 0
        while true {
            switch sqlite3_step(prepared.handle) {
            case SQLITE_ROW:
                try sink.append(prepared)
                returned &+= 1
            case SQLITE_DONE:
                if prepared.isReadOnly { return returned }
                // What changes no row leaves the count of the statement before it.
                if sqlite3_total_changes64(database) == before { return 0 }
                return UInt64(max(0, sqlite3_changes64(database)))
            case let result: throw SQLDriverFailure(database, result)
            }
        }
    }
}
