// Assay: why a batch failed, as a driver says it.
// SPDX-License-Identifier: Apache-2.0
public import CAssay

/// A failure of a batch, in the terms of assay_sql_outcome_t; drivers make it from what their databases say.
public struct SQLDriverFailure: Error {
    /// What kind of failure it is.
    public var status: assay_status_t
    /// ASSAY_SQL_CAN_RETRY and ASSAY_SQL_MAY_BE_COMMITTED.
    public var flags: UInt32 = 0
    /// The statement that failed, when it was one.
    public var statement: Int?
    /// SQLSTATE.
    public var code = ""
    /// The constraint that was not met.
    public var constraint = ""
    /// What the database says.
    public let message: String
    /// Whether `expected_rows` was not met.
    public private(set) var isCount = false

    /// Makes a failure.
    public init(_ status: assay_status_t, _ message: String) {
        self.status = status
        self.message = message
    }

    /// The batch was cancelled.
    public static var cancelled: SQLDriverFailure {
        SQLDriverFailure(.ASSAY_STATUS_CANCELLED, "the batch was cancelled")
    }

    /// `expected_rows` was not met.
    public static func unexpectedCount(wanted: Int64, found: UInt64) -> SQLDriverFailure {
        var failure = SQLDriverFailure(
            .ASSAY_STATUS_FAILED_PRECONDITION, "a statement affected \(found) rows where \(wanted) were expected")
        failure.isCount = true
        return failure
    }

    /// The same failure, of a statement.
    public func at(statement: Int) -> SQLDriverFailure {
        var copy = self
        copy.statement = statement
        return copy
    }

    /// Ends a call: calls its `on_done` with the failure, or without one. `affected` has how many rows each statement
    /// affected.
    public static func end(
        _ call: UnsafeMutablePointer<assay_sql_call_t>, _ failure: SQLDriverFailure?, affected: [UInt64]
    ) {
        var outcome = assay_sql_outcome_t()
        outcome.struct_size = UInt32(MemoryLayout<assay_sql_outcome_t>.size)
        outcome.failed_statement = UInt32(truncatingIfNeeded: affected.count)
        affected.withUnsafeBufferPointer { counts in
            if failure?.isCount ?? true { outcome.affected_rows = counts.baseAddress }
            guard let failure else {
                call.pointee.on_done?(call, &outcome)
                return
            }
            failure.fill(&outcome) { call.pointee.on_done?(call, $0) }
        }
    }

    /// Lends the failure as a C outcome, which says "no statement" so far.
    private func fill(
        _ outcome: inout assay_sql_outcome_t, _ body: (UnsafePointer<assay_sql_outcome_t>) -> Void
    ) {
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
