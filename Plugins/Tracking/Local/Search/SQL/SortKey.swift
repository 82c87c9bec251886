// Assay: one column that runs are sorted by.
// SPDX-License-Identifier: Apache-2.0

/// An expression and a direction. A term of an order is one or two of them: whether the value is there, then the value.
struct SortKey: Sendable {
    var expression: String
    var isDescending = false
    /// Set where all rows of a statement have the same value in the key.
    var constant: Int64?

    var orderBy: String { isDescending ? "\(expression) DESC" : expression }

    /// What lies behind a position: the condition that a row's keys come after `values`.
    ///
    /// Each key also bounds the range of an index: `a >= 1 AND (a > 1 OR (b >= 2 AND …))`.
    static func condition(
        _ keys: [SortKey], after values: [SortValue], _ sql: inout SearchStatement
    ) -> String {
        var text = ""
        var depth = 0
        let bound = zip(keys, values).compactMap { key, value in
            key.constant == nil ? value.parameter.map { (key, $0) } : nil
        }
        for (index, (key, value)) in bound.enumerated() {
            let sign = key.isDescending ? "<" : ">"
            let name = sql.bind(value)
            if index == bound.count - 1 {
                text += "\(key.expression) \(sign) \(name)"
            } else {
                text += "\(key.expression) \(sign)= \(name) AND (\(key.expression) \(sign) \(name) OR ("
                depth += 2
            }
        }
        return text + String(repeating: ")", count: depth)
    }
}
