// Assay: the filters of logged models.
// SPDX-License-Identifier: Apache-2.0

/// Logged models have a grammar of their own: one that checks clause by clause and takes texts with or without quotes.
enum LoggedModelGrammar {
    static func parse(_ filter: String) throws(SearchError) -> [Comparison] {
        if filter.isEmpty { return [] }
        try Bounds.check(filter)
        let prefix = "Invalid filter string: \(PythonText.quoted(filter))."
        let statements: [Statement]
        do {
            statements = try Statement.parse(Array(filter.unicodeScalars))
        } catch {
            throw .invalid("\(prefix) \(complaint(error))")
        }
        guard statements.count == 1, let statement = statements.first else {
            throw .invalid("\(prefix) Expected a single SQL expression.")
        }
        var comparisons: [Comparison] = []
        for clause in Clause.clauses(of: statement) {
            switch clause {
            case .comparison(let parts, let text): comparisons.append(try comparison(parts, text))
            case .other(let part):
                guard PythonText.stripped(part.text).uppercased().spells("AND") else {
                    throw .invalid(
                        "\(prefix) Expected a list of comparisons separated by 'AND' "
                            + "(e.g. 'metrics.loss > 0.1 AND params.lr = 0.01').")
                }
            }
        }
        try Bounds.check(comparisons: comparisons.count)
        for comparison in comparisons { try checkColumn(comparison) }
        return comparisons
    }

    private static func complaint(_ error: GroupingError) -> String {
        switch error {
        case .tooDeep: "SQLParseError('Maximum grouping depth exceeded (\(SyntaxTree.depthLimit)).')"
        case .tooLong: "SQLParseError('Maximum number of tokens exceeded (\(SyntaxTree.lengthLimit)).')"
        case .outOfRange: "IndexError('list index out of range')"
        }
    }

    private static func comparison(_ parts: [Part], _ text: String) throws(SearchError) -> Comparison {
        guard parts.count == 3 else {
            throw .invalid("Invalid comparison: \(text). Expected a comparison with 3 tokens.")
        }
        let key = try LoggedModelKey(parts[0].text)
        let operation = try key.operation(parts[1].text.uppercased())
        guard !key.isNumeric else {
            return Comparison(key.entity, key.name, operation, try parts[2].float())
        }
        return Comparison(key.entity, key.name, operation, try LoggedModelValue.read(parts[2].text))
    }

    /// MLflow looks for a column when all clauses have been read.
    private static func checkColumn(_ comparison: Comparison) throws(SearchError) {
        guard comparison.entity == .attribute else { return }
        guard LoggedModelOrder.attributes.contains(where: comparison.key.spells) else {
            throw SearchError(
                .uncaught, "type object 'SqlLoggedModel' has no attribute \(PythonText.quoted(comparison.key))")
        }
    }
}
