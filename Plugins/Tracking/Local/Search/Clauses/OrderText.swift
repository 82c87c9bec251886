// Assay: one term of an order as clients write it: `metrics.loss DESC`.
// SPDX-License-Identifier: Apache-2.0

/// A key, still in its quotes, and a direction.
struct OrderText {
    let key: String
    let isAscending: Bool

    /// Splits a term into key and direction; without a direction it ascends.
    init(_ text: String) throws(SearchError) {
        let token = try Self.token(text)
        let backtick = Unicode.Scalar("`")
        let quoted = String(String.UnicodeScalarView(token.unicodeScalars.map { $0 == backtick ? "\"" : $0 }))
        let words = try ShellWords.split(quoted)
        guard words.count <= 2 else { throw Self.unreadable(text) }
        guard words.count == 2 else {
            (key, isAscending) = (PythonText.stripped(token), true)
            return
        }
        let direction = words[1].lowercased()
        guard direction.spells("asc") || direction.spells("desc") else {
            throw .invalid("Invalid ordering key in order_by clause '\(text)'.")
        }
        (key, isAscending) = (PythonText.stripped(words[0]), direction.spells("asc"))
    }

    private static func token(_ text: String) throws(SearchError) -> String {
        let statements: [Statement]
        do {
            statements = try Statement.parse(Array(text.unicodeScalars))
        } catch {
            throw .invalid("Error on parsing order_by clause '\(text)'")
        }
        guard statements.count == 1, let statement = statements.first else { throw unreadable(text) }
        let parts = statement.nodes.map(statement.part)
        guard let first = parts.first, let last = parts.last else { throw unreadable(text) }
        let isTimestamp = first.type == .builtin && first.text.spells("timestamp")
        if parts.count == 1, first.isIdentifier || isTimestamp { return first.text }
        let between = parts.dropFirst().dropLast()
        guard isTimestamp, between.allSatisfy({ $0.type?.isWhitespace == true }), last.type == .keywordOrder else {
            throw unreadable(text)
        }
        return "timestamp \(last.text)"
    }

    private static func unreadable(_ text: String) -> SearchError {
        .invalid("Invalid order_by clause '\(text)'. Could not be parsed.")
    }
}
