// Assay: one column by which a list is ordered.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit

/// A column by which a list is ordered; rows without a value come last.
struct OrderColumn {
    /// The column, or an expression over columns.
    let expression: String
    let type: SQLType
    let isAscending: Bool
    var isNullable = false

    /// What stands in ORDER BY.
    var orderBy: String {
        let direction = "\(expression) \(isAscending ? "ASC" : "DESC")"
        return isNullable ? "CASE WHEN \(expression) IS NULL THEN 1 ELSE 0 END, \(direction)" : direction
    }
}

extension SQLRows {
    /// A value of a column that has a type.
    func value(_ row: Int, _ column: Int, _ type: SQLType) -> SQLValue {
        switch type {
        case .int: .int(int(row, column))
        case .double: .double(double(row, column))
        case .text: .text(text(row, column))
        case .bytes: .bytes(bytes(row, column).map { Array($0) })
        }
    }
}
