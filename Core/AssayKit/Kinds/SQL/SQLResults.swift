// Assay: what a batch returned.
// SPDX-License-Identifier: Apache-2.0
package import CAssay

/// What the statements of a batch returned.
public final class SQLResults {
    private var rows: [SQLRows?]
    private(set) var affected: [UInt64] = []
    /// Whether the rows of a statement are more than fit.
    private(set) var isOverfull = false
    private static let none = SQLRowsNone()

    package init(statementCount: Int) {
        rows = Array(repeating: nil, count: statementCount)
    }

    /// The rows that a statement returned; none for an index that the batch does not have.
    public subscript(statement: Int) -> SQLRows {
        guard rows.indices.contains(statement), let found = rows[statement] else { return Self.none.rows }
        return found
    }

    /// How many rows a statement changed or returned.
    public func affectedRows(_ statement: Int) -> Int {
        affected.indices.contains(statement) ? Int(clamping: affected[statement]) : 0
    }

    package func append(_ statement: Int, _ chunk: assay_sql_chunk_t) {
        guard rows.indices.contains(statement) else { return }
        let found = rows[statement] ?? SQLRows(chunk)
        rows[statement] = found
        if !found.append(chunk) { isOverfull = true }
    }

    package func setAffected(_ counts: UnsafePointer<UInt64>?) {
        affected = Array(UnsafeBufferPointer(start: counts, count: counts == nil ? 0 : rows.count))
    }
}

/// Rows of which there are none; shared, and never changed.
private struct SQLRowsNone: @unchecked Sendable {
    // @unchecked: an empty SQLRows is only read.
    let rows = SQLRows(assay_sql_chunk_t())
}
