// Assay: what a filter of logged models compares.
// SPDX-License-Identifier: Apache-2.0

/// An entity and a key. Aliases of attributes are known only where they stand without `attributes.`.
struct LoggedModelKey {
    let entity: SearchEntity
    let name: String

    private static let words: [(word: String, entity: SearchEntity)] = [
        ("attributes", .attribute), ("metrics", .metric), ("params", .parameter), ("tags", .tag),
    ]

    init(_ text: String) throws(SearchError) {
        guard let (prefix, rest) = Self.split(text) else {
            entity = .attribute
            name = PythonText.stripped(LoggedModelOrder.aliases[text] ?? text, of: "`")
            return
        }
        guard let entity = Self.words.first(where: { prefix.spells($0.word) })?.entity else {
            throw .invalid(
                "Invalid entity type: \(PythonText.quoted(prefix)). "
                    + "Expected one of \(PythonText.list(Self.words.map(\.word))).")
        }
        self.entity = entity
        name = PythonText.stripped(rest, of: "`")
    }

    /// Whether this is compared as a number.
    var isNumeric: Bool {
        let column = LoggedModelOrder.aliases[name] ?? name
        return entity == .metric
            || (entity == .attribute
                && (column.spells("creation_timestamp_ms") || column.spells("last_updated_timestamp_ms")))
    }

    /// The operator, if it suits the key.
    func operation(_ spelling: String) throws(SearchError) -> SearchOperator {
        let allowed: [SearchOperator] =
            isNumeric
            ? [.less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual]
            : [.equal, .notEqual, .like, .ilike, .in, .notIn]
        guard let operation = SearchOperator(spelling: spelling), allowed.contains(operation) else {
            let word = Self.words.first { $0.entity == entity }?.word ?? ""
            let names = allowed.map { PythonText.quoted($0.rawValue) }.joined(separator: ", ")
            throw .invalid(
                "Invalid comparison operator for \(word).\(name): \(PythonText.quoted(spelling)). "
                    + "Expected one of (\(names)).")
        }
        return operation
    }

    /// `word.rest`, where the word is in small Latin letters and the rest is one line, which may end with a line end
    /// that does not count.
    private static func split(_ text: String) -> (String, String)? {
        let scalars = Array(text.unicodeScalars)
        guard let dot = scalars.firstIndex(of: "."), dot > 0,
            scalars[..<dot].allSatisfy({ $0.value >= 0x61 && $0.value <= 0x7A })
        else { return nil }
        let end = scalars.last == "\n" ? scalars.count - 1 : scalars.count
        guard dot + 1 < end, !scalars[(dot + 1)..<end].contains("\n") else { return nil }
        return (scalars.string(0..<dot), scalars.string((dot + 1)..<end))
    }
}
