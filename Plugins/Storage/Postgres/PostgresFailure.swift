// Assay: why a batch failed in PostgreSQL.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import CAssayPostgres

/// A failure of a batch, in the terms of assay_sql_outcome_t.
struct PostgresFailure: Error {
    var status: assay_status_t
    var flags: UInt32 = 0
    var statement: Int?
    /// SQLSTATE.
    var code = ""
    var constraint = ""
    let message: String
    /// Whether `expected_rows` was not met.
    var isCount = false

    init(_ status: assay_status_t, _ message: String) {
        self.status = status
        self.message = message
    }

    /// Reads what the server said.
    init(_ result: OpaquePointer?) {
        let code = Self.text(assay_postgres_code(result))
        let primary = assay_postgres_message(result)
        let message = primary == nil ? Self.words(PQresultErrorMessage(result)) : Self.text(primary)
        let found = SQLState(code)
        self.init(found.status, message.isEmpty ? "the server gave no reason" : message)
        self.code = code
        constraint = Self.text(assay_postgres_constraint(result))
        if found.canRetry { flags = ASSAY_SQL_CAN_RETRY }
    }

    /// Whether the server closes the connection with it: it goes down, or somebody has told it to.
    var endsConnection: Bool { ["57P01", "57P02", "57P03"].contains(code) }

    static var cancelled: PostgresFailure { PostgresFailure(.ASSAY_STATUS_CANCELLED, "the batch was cancelled") }

    /// The connection went while a batch was under way.
    static func lost(_ words: String, mayBeCommitted: Bool) -> PostgresFailure {
        var failure = PostgresFailure(
            .ASSAY_STATUS_UNAVAILABLE, words.isEmpty ? "the connection to the server was lost" : words)
        failure.code = "08006"
        failure.flags = mayBeCommitted ? ASSAY_SQL_MAY_BE_COMMITTED : ASSAY_SQL_CAN_RETRY
        return failure
    }

    static func unexpectedCount(wanted: Int64, found: UInt64) -> PostgresFailure {
        var failure = PostgresFailure(
            .ASSAY_STATUS_FAILED_PRECONDITION, "a statement affected \(found) rows where \(wanted) were expected")
        failure.isCount = true
        return failure
    }

    static func invalid(_ message: String) -> PostgresFailure {
        PostgresFailure(.ASSAY_STATUS_INVALID_ARGUMENT, message)
    }

    func at(statement: Int) -> PostgresFailure {
        var copy = self
        copy.statement = statement
        return copy
    }

    private static func text(_ text: UnsafePointer<CChar>?) -> String { text.map { String(cString: $0) } ?? "" }

    /// libpq's words in one line, without its prefix and its newline.
    static func words(_ text: UnsafePointer<CChar>?) -> String {
        let line = Self.text(text).split(whereSeparator: \.isNewline).joined(separator: "; ")
        return line.hasPrefix("ERROR:  ") ? String(line.dropFirst(8)) : line
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
