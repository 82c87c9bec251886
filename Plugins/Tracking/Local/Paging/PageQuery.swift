// Assay: a query for one page of a list, made at run time.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit

/// A query for one page of a list: what must hold, in what order rows come, and after which row the page begins. Values
/// are parameters always; the text holds only what the program wrote.
struct PageQuery {
    let isPostgres: Bool
    private(set) var parameters: [SQLValue] = []
    private(set) var conditions: [String] = []
    /// The last ones must tell all rows apart.
    var order: [OrderColumn] = []

    init(isPostgres: Bool) {
        self.isPostgres = isPostgres
    }

    /// Makes a value a parameter, and returns what stands for it.
    mutating func bind(_ value: SQLValue) -> String {
        parameters.append(value)
        return "$\(parameters.count)"
    }

    /// Adds something that must hold.
    mutating func require(_ condition: String) { conditions.append(condition) }

    /// What stands behind WHERE, up to the end: the conditions, the begin of the page, the order and its length.
    mutating func tail(after place: [SQLValue]?, limit: Int64) -> String {
        if let place { require(begins(after: place)) }
        let limit = bind(.int(limit))
        return """
            \(conditions.joined(separator: " AND ")) ORDER BY \(order.map(\.orderBy).joined(separator: ", ")) LIMIT \(limit)
            """
    }

    /// That a row comes after the one with these values.
    private mutating func begins(after place: [SQLValue]) -> String {
        var equal: [String] = []
        var either: [String] = []
        for (column, value) in zip(order, place) {
            let name = column.expression
            if value.isNull {
                // Nothing comes after rows without a value but other such rows.
                equal.append("\(name) IS NULL")
                continue
            }
            let bound = bind(value)
            let later = "\(name) \(column.isAscending ? ">" : "<") \(bound)"
            let isLater = column.isNullable ? "(\(later) OR \(name) IS NULL)" : later
            either.append((equal + [isLater]).joined(separator: " AND "))
            equal.append("\(name) = \(bound)")
        }
        return either.isEmpty ? "1 = 0" : "(\(either.map { "(\($0))" }.joined(separator: " OR ")))"
    }
}

extension SQLValue {
    var isNull: Bool {
        switch self {
        case .int(nil), .double(nil), .text(nil), .bytes(nil): true
        default: false
        }
    }
}
