// Assay: what SQLite's result codes mean.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import CAssaySQLite

/// A result code, with its status and its SQLSTATE.
struct SQLiteCode {
    let status: assay_status_t
    let sqlState: String
    var canRetry = false

    /// The SQLSTATE of a disk that failed.
    static let inputOutput = "58030"

    init(_ code: Int32) {
        switch code & 0xFF {
        case SQLITE_CONSTRAINT: self.init(constraint: code)
        case SQLITE_BUSY, SQLITE_LOCKED: self.init(.ASSAY_STATUS_UNAVAILABLE, "55P03", canRetry: true)
        case SQLITE_FULL: self.init(.ASSAY_STATUS_UNAVAILABLE, "53100", canRetry: true)
        case SQLITE_IOERR, SQLITE_CANTOPEN: self.init(.ASSAY_STATUS_UNAVAILABLE, Self.inputOutput, canRetry: true)
        case SQLITE_NOMEM: self.init(.ASSAY_STATUS_RESOURCE_EXHAUSTED, "53200", canRetry: true)
        case SQLITE_READONLY: self.init(.ASSAY_STATUS_FAILED_PRECONDITION, "25006")
        case SQLITE_PERM, SQLITE_AUTH: self.init(.ASSAY_STATUS_PERMISSION_DENIED, "42501")
        case SQLITE_CORRUPT, SQLITE_NOTADB: self.init(.ASSAY_STATUS_DATA_LOSS, "XX001")
        case SQLITE_INTERRUPT: self.init(.ASSAY_STATUS_CANCELLED, "57014")
        case SQLITE_TOOBIG: self.init(.ASSAY_STATUS_INVALID_ARGUMENT, "54000")
        case SQLITE_MISMATCH: self.init(.ASSAY_STATUS_INVALID_ARGUMENT, "42804")
        case SQLITE_RANGE: self.init(.ASSAY_STATUS_INVALID_ARGUMENT, "42P02")
        case SQLITE_ERROR, SQLITE_SCHEMA: self.init(.ASSAY_STATUS_INVALID_ARGUMENT, "42601")
        default: self.init(.ASSAY_STATUS_INTERNAL, "XX000")
        }
    }

    private init(_ status: assay_status_t, _ sqlState: String, canRetry: Bool = false) {
        self.status = status
        self.sqlState = sqlState
        self.canRetry = canRetry
    }

    /// The extended codes are macros that compute; Swift does not see them.
    private init(constraint code: Int32) {
        switch code >> 8 {
        case 6, 8, 10: self.init(.ASSAY_STATUS_ALREADY_EXISTS, "23505")
        case 3: self.init(.ASSAY_STATUS_FAILED_PRECONDITION, "23503")
        case 5: self.init(.ASSAY_STATUS_FAILED_PRECONDITION, "23502")
        case 1: self.init(.ASSAY_STATUS_FAILED_PRECONDITION, "23514")
        case 12: self.init(.ASSAY_STATUS_INVALID_ARGUMENT, "42804")
        default: self.init(.ASSAY_STATUS_FAILED_PRECONDITION, "23000")
        }
    }
}
