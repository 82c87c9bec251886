// Assay: why a batch failed in SQLite.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import CAssaySQLite

extension SQLDriverFailure {
    static var notText: SQLDriverFailure {
        SQLDriverFailure(.ASSAY_STATUS_INVALID_ARGUMENT, "a text is not UTF-8, or holds U+0000")
    }

    /// Reads what SQLite says of its last call.
    init(_ database: OpaquePointer, _ result: Int32) {
        let text = sqlite3_errmsg(database).map { String(cString: $0) } ?? "error \(result)"
        let extended = sqlite3_extended_errcode(database)
        let found = SQLiteCode(extended & 0xFF == result & 0xFF ? extended : result)
        self.init(found.status, text)
        code = found.sqlState
        if found.canRetry { flags = ASSAY_SQL_CAN_RETRY }
        // "UNIQUE constraint failed: experiments.name"
        if isConstraint, let colon = text.firstIndex(of: ":") {
            constraint = String(text[text.index(after: colon)...].drop { $0 == " " })
        }
    }

    var isConstraint: Bool { code.hasPrefix("23") }

    /// The same failure of a COMMIT: after an error of the disk nobody knows what is on it.
    var atCommit: SQLDriverFailure {
        var copy = self
        if code == SQLiteCode.inputOutput { copy.flags = ASSAY_SQL_MAY_BE_COMMITTED }
        return copy
    }
}
