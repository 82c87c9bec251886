// Assay: what is copied from a table of one database to a table of another.
// SPDX-License-Identifier: Apache-2.0

/// A query of one database, and the statement that writes its rows into another. Rows that are there already stay, so
/// that a copy which was cut off is begun again.
struct TransferTable: Sendable {
    /// What the rows are, for the report; nil when nobody asks for them.
    let entity: String?
    /// The query, without an order.
    let select: String
    /// Its columns in order; those that are no cursors are $1 … of `insert`.
    let columns: [TransferColumn]
    /// The columns whose values, taken together, no two rows share, in the order of an index.
    let key: [String]
    /// Takes one row.
    let insert: String
    /// How many rows are in memory at once.
    var page = 1000
    /// Whether each row gets a new UUID as the parameter after the last column.
    var hasNewID = false

    /// The query of a page; the values of the key of the row before it are its parameters.
    func query(isFirst: Bool) -> String {
        let names = columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
        let order = key.map { "\"\($0)\"" }.joined(separator: ", ")
        let places = key.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
        let bound = isFirst ? "" : "WHERE (\(order)) > (\(places)) "
        return "SELECT \(names) FROM (\(select)) AS t \(bound)ORDER BY \(order) LIMIT \(page)"
    }
}
