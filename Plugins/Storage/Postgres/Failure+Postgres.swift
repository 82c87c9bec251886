// Assay: why a batch failed in PostgreSQL.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import CAssayPostgres

extension SQLDriverFailure {
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

    /// The connection went while a batch was under way.
    static func lost(_ words: String, mayBeCommitted: Bool) -> SQLDriverFailure {
        var failure = SQLDriverFailure(
            .ASSAY_STATUS_UNAVAILABLE, words.isEmpty ? "the connection to the server was lost" : words)
        failure.code = "08006"
        failure.flags = mayBeCommitted ? ASSAY_SQL_MAY_BE_COMMITTED : ASSAY_SQL_CAN_RETRY
        return failure
    }

    static func invalid(_ message: String) -> SQLDriverFailure {
        SQLDriverFailure(.ASSAY_STATUS_INVALID_ARGUMENT, message)
    }

    private static func text(_ text: UnsafePointer<CChar>?) -> String { text.map { String(cString: $0) } ?? "" }

    /// libpq's words in one line, without its prefix and its newline.
    static func words(_ text: UnsafePointer<CChar>?) -> String {
        let line = Self.text(text).split(whereSeparator: \.isNewline).joined(separator: "; ")
        return line.hasPrefix("ERROR:  ") ? String(line.dropFirst(8)) : line
    }
}
