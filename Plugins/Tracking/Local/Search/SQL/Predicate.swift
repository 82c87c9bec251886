// Assay: comparisons as conditions of SQL.
// SPDX-License-Identifier: Apache-2.0

/// Writes conditions on a column.
struct Predicate {
    let dialect: SearchDialect

    /// How many characters of tags and params are indexed: PostgreSQL bounds the rows of its indexes.
    static let indexedLength = 256

    /// The indexed part of a value.
    static func indexed(_ column: String) -> String { "substr(\(column), 1, \(indexedLength))" }

    /// A condition on a column of texts.
    func text(_ column: String, _ comparison: Comparison, _ sql: inout SearchStatement) -> String {
        switch (comparison.operation, comparison.value) {
        case (.like, .text(let pattern)): like(column, pattern, ignoresCase: false, &sql)
        case (.ilike, .text(let pattern)): like(column, pattern, ignoresCase: true, &sql)
        case (.in, .list(let texts)): "\(column) IN (\(list(texts, &sql)))"
        case (.notIn, .list(let texts)): "\(column) NOT IN (\(list(texts, &sql)))"
        case (let operation, .text(let text)): "\(column) \(operation.rawValue) \(sql.bind(text))"
        default: "FALSE"
        }
    }

    /// A condition on a column of numbers.
    func number(_ column: String, _ comparison: Comparison, _ sql: inout SearchStatement) -> String {
        switch comparison.value {
        case .integer(let number): "\(column) \(comparison.operation.rawValue) \(sql.bind(number))"
        case .double(let number): "\(column) \(comparison.operation.rawValue) \(sql.bind(.double(number)))"
        case .wide(let digits): wide(column, comparison.operation, isNegative: digits.hasPrefix("-"))
        default: "FALSE"
        }
    }

    /// A number beyond 64 bits is below or above every number of the column.
    private func wide(_ column: String, _ operation: SearchOperator, isNegative: Bool) -> String {
        switch operation {
        case .notEqual: "\(column) IS NOT NULL"
        case .greater, .greaterOrEqual: isNegative ? "\(column) IS NOT NULL" : "FALSE"
        case .less, .lessOrEqual: isNegative ? "FALSE" : "\(column) IS NOT NULL"
        default: "FALSE"
        }
    }

    private func like(_ column: String, _ pattern: String, ignoresCase: Bool, _ sql: inout SearchStatement) -> String {
        switch dialect {
        case .postgres:
            // Without ESCAPE '' a backslash would escape.
            return "\(column) \(ignoresCase ? "ILIKE" : "LIKE") \(sql.bind(pattern)) ESCAPE ''"
        case .sqlite:
            let glob = LikePattern.glob(ignoresCase ? LikePattern.folded(pattern) : pattern)
            return "\(ignoresCase ? "lower(\(column))" : column) GLOB \(sql.bind(glob))"
        }
    }

    private func list(_ texts: [String], _ sql: inout SearchStatement) -> String {
        texts.isEmpty ? "NULL" : texts.map { sql.bind($0) }.joined(separator: ", ")
    }
}
