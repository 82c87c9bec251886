// Assay: what differs between the filters of runs, experiments, models and versions.
// SPDX-License-Identifier: Apache-2.0

/// The filter language of one kind of thing.
protocol Grammar {
    /// Whether a message shows the clauses that it refuses in quotes.
    static var showsQuoted: Bool { get }

    /// Reads the parts of a comparison.
    static func comparison(_ parts: [Part]) throws(SearchError) -> RawComparison

    /// Checks that the operator suits the key, and translates aliases.
    static func check(_ comparison: RawComparison) throws(SearchError) -> Comparison

    /// Reads one term of an order.
    static func orderTerm(_ text: String) throws(SearchError) -> OrderTerm
}

extension Grammar {
    /// Reads a filter; the empty one holds nothing.
    static func parse(_ filter: String) throws(SearchError) -> [RawComparison] {
        if filter.isEmpty { return [] }
        try Bounds.check(filter)
        let statements: [Statement]
        do {
            statements = try Statement.parse(Array(filter.unicodeScalars))
        } catch {
            throw .invalid("Error on parsing filter '\(filter)'")
        }
        guard let statement = statements.first else {
            throw .invalid("Invalid filter '\(filter)'. Could not be parsed.")
        }
        guard statements.count == 1 else {
            throw .invalid(
                "Search filter contained multiple expression \(PythonText.quoted(filter)). "
                    + "Provide AND-ed expression list.")
        }
        return try comparisons(Clause.clauses(of: statement))
    }

    private static func comparisons(_ clauses: [Clause]) throws(SearchError) -> [RawComparison] {
        let refused = clauses.compactMap { clause -> String? in
            guard case .other(let part) = clause, !part.isAnd else { return nil }
            return showsQuoted ? "'\(part.text)'" : part.text
        }
        guard refused.isEmpty else {
            throw .invalid("Invalid clause(s) in filter string: \(refused.joined(separator: ", "))")
        }
        var comparisons: [RawComparison] = []
        for case .comparison(let parts, _) in clauses { comparisons.append(try comparison(parts)) }
        try Bounds.check(comparisons: comparisons.count)
        return comparisons
    }

    /// Checks the shape of a comparison: an identifier and two more parts, or one that stands for `IS [NOT] NULL`.
    static func checkShape(_ parts: [Part]) throws(SearchError) {
        let isNullTest = parts.count == 2 && nullTest(parts[1]) != nil
        guard isNullTest || parts.count == 3 else {
            throw .invalid("Invalid comparison clause. Expected 3 tokens found \(parts.count)")
        }
        guard parts[0].isIdentifier else {
            throw .invalid("Invalid comparison clause. Expected 'Identifier' found '\(parts[0].text)'")
        }
    }

    /// `IS NULL` or `IS NOT NULL`, if a part stands for it.
    static func nullTest(_ part: Part) -> String? {
        let spelling = part.text.uppercased()
        return spelling.spells("IS NULL") || spelling.spells("IS NOT NULL") ? spelling : nil
    }
}
