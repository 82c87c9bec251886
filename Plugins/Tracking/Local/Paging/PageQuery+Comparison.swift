// Assay: the comparisons of a filter as SQL.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import TrackingSearch

extension PageQuery {
    /// A comparison of a column, as a condition.
    mutating func condition(_ column: String, _ operation: SearchOperator, _ value: SearchValue) -> String {
        switch (operation, value) {
        case (.isNull, _): return "\(column) IS NULL"
        case (.isNotNull, _): return "\(column) IS NOT NULL"
        case (.like, .text(let pattern)): return like(column, pattern)
        case (.ilike, .text(let pattern)):
            let bound = bind(.text(pattern))
            return isPostgres ? "\(column) ILIKE \(bound) ESCAPE ''" : "lower(\(column)) LIKE lower(\(bound))"
        case (.in, .list(let texts)): return texts.isEmpty ? "1 = 0" : "\(column) IN (\(bindAll(texts)))"
        case (.notIn, .list(let texts)): return texts.isEmpty ? "1 = 1" : "\(column) NOT IN (\(bindAll(texts)))"
        case (_, .text(let text)): return compare(column, operation, .text(text))
        case (_, .integer(let number)): return compare(column, operation, .int(number))
        // No database compares with NaN as MLflow's does: nothing is equal to it, or differs from it.
        case (_, .double(let number)): return number.isNaN ? "1 = 0" : compare(column, operation, .double(number))
        case (_, .wide(let digits)): return Self.beyond(operation, isBelow: digits.hasPrefix("-")) ? "1 = 1" : "1 = 0"
        case (_, .list), (_, .none): return "1 = 0"
        }
    }

    /// LIKE tells capitals apart. SQLite's does not, but GLOB does, which has other wildcards and escapes.
    private mutating func like(_ column: String, _ pattern: String) -> String {
        guard !isPostgres else { return "\(column) LIKE \(bind(.text(pattern))) ESCAPE ''" }
        var glob = ""
        for scalar in pattern.unicodeScalars {
            switch scalar {
            case "%": glob += "*"
            case "_": glob += "?"
            case "*", "?", "[": glob += "[\(scalar)]"
            default: glob.unicodeScalars.append(scalar)
            }
        }
        return "\(column) GLOB \(bind(.text(glob)))"
    }

    private mutating func compare(_ column: String, _ operation: SearchOperator, _ value: SQLValue) -> String {
        let sign = operation == .notEqual ? "<>" : operation.rawValue
        return "\(column) \(sign) \(bind(value))"
    }

    private mutating func bindAll(_ texts: [String]) -> String {
        texts.map { bind(.text($0)) }.joined(separator: ", ")
    }

    /// Whether every number of 64 bits compares so with one below, or above, all of them.
    private static func beyond(_ operation: SearchOperator, isBelow: Bool) -> Bool {
        switch operation {
        case .notEqual: true
        case .greater, .greaterOrEqual: isBelow
        case .less, .lessOrEqual: !isBelow
        default: false
        }
    }
}
