// Assay: why a batch failed.
// SPDX-License-Identifier: Apache-2.0
public import CAssay

/// Why a batch failed. Nothing of it is in the database, unless `mayBeCommitted`.
public struct SQLFailure: Error, CustomStringConvertible {
    /// What kind of failure it is; see assay_sql_outcome_t.
    public let status: assay_status_t
    /// The index of the statement at fault; nil when it is none of them.
    public var failedStatement: Int?
    /// Whether the batch may have been committed: the connection was lost meanwhile.
    public var mayBeCommitted = false
    /// Whether the same batch may succeed when it is run again.
    public var canRetry = false
    /// SQLSTATE; empty when the failure is not the database's.
    public var code = ""
    /// The constraint that does not hold: its name on PostgreSQL, its columns on SQLite.
    public var constraint = ""
    /// Lower case, no full stop.
    public let message: String

    /// Makes a failure.
    public init(_ status: assay_status_t, _ message: String) {
        self.status = status
        self.message = message
    }

    /// The message, and the code.
    public var description: String { code.isEmpty ? message : "\(message) (\(code))" }
}

extension SQLFailure {
    init(_ error: AssayError) {
        self.init(error.status, error.description)
    }

    package init(_ outcome: assay_sql_outcome_t, statementCount: Int) {
        self.init(outcome.status, String(outcome.message))
        if outcome.failed_statement < statementCount { failedStatement = Int(outcome.failed_statement) }
        mayBeCommitted = outcome.flags & ASSAY_SQL_MAY_BE_COMMITTED != 0
        canRetry = outcome.flags & ASSAY_SQL_CAN_RETRY != 0
        code = String(outcome.code)
        constraint = String(outcome.constraint)
    }
}
