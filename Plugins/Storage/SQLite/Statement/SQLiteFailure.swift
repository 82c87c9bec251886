// Assay: why a batch failed in SQLite.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import CAssaySQLite

/// A failure of a batch, in the terms of assay_sql_outcome_t.
struct SQLiteFailure: Error {
    let status: assay_status_t
    var flags: UInt32 = 0
    var statement: Int?
    /// SQLSTATE.
    var code = ""
    var constraint = ""
    let message: String
    /// Whether `expected_rows` was not met.
    var isCount = false
    private var isInputOutput = false

    init(_ status: assay_status_t, _ message: String) {
        self.status = status
        self.message = message
    }

    static var cancelled: SQLiteFailure { SQLiteFailure(.ASSAY_STATUS_CANCELLED, "the batch was cancelled") }

    static var notText: SQLiteFailure {
        SQLiteFailure(.ASSAY_STATUS_INVALID_ARGUMENT, "a text is not UTF-8, or holds U+0000")
    }

    static func unexpectedCount(wanted: Int64, found: UInt64) -> SQLiteFailure {
        var failure = SQLiteFailure(
            .ASSAY_STATUS_FAILED_PRECONDITION, "a statement affected \(found) rows where \(wanted) were expected")
        failure.isCount = true
        return failure
    }

    /// Reads what SQLite says of its last call.
    init(_ database: OpaquePointer, _ result: Int32) {
        let text = sqlite3_errmsg(database).map { String(cString: $0) } ?? "error \(result)"
        let extended = sqlite3_extended_errcode(database)
        let found = SQLiteCode(extended & 0xFF == result & 0xFF ? extended : result)
        self.init(found.status, text)
        code = found.sqlState
        if found.canRetry { flags = ASSAY_SQL_CAN_RETRY }
        isInputOutput = result & 0xFF == SQLITE_IOERR
        // "UNIQUE constraint failed: experiments.name"
        if found.isConstraint, let colon = text.firstIndex(of: ":") {
            constraint = String(text[text.index(after: colon)...].drop { $0 == " " })
        }
    }

    var isConstraint: Bool { code.hasPrefix("23") }

    func at(statement: Int) -> SQLiteFailure {
        var copy = self
        copy.statement = statement
        return copy
    }

    /// The same failure of a COMMIT: after an error of the disk nobody knows what is on it.
    var atCommit: SQLiteFailure {
        var copy = self
        if isInputOutput { copy.flags = ASSAY_SQL_MAY_BE_COMMITTED }
        return copy
    }

    /// Lends the failure as a C outcome; that of the caller says "no statement" so far.
    func withOutcome(_ empty: assay_sql_outcome_t, _ body: (UnsafePointer<assay_sql_outcome_t>) -> Void) {
        var outcome = empty
        outcome.status = status
        outcome.flags = flags
        if let statement { outcome.failed_statement = UInt32(truncatingIfNeeded: statement) }
        var (code, constraint, message) = (code, constraint, message)
        code.withUTF8 { code in
            constraint.withUTF8 { constraint in
                message.withUTF8 { message in
                    outcome.code = assay_string_t(code)
                    outcome.constraint = assay_string_t(constraint)
                    outcome.message = assay_string_t(message)
                    body(&outcome)
                }
            }
        }
    }
}
