// Assay: the rows that a statement returned.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// The rows that a statement returned, column by column. A value that is null, or of another type than is asked for, or
/// outside of the rows, is nil.
public final class SQLRows {
    /// How many rows there are.
    public private(set) var count = 0
    /// The names of the columns.
    public let names: [String]
    private var columns: [SQLResultColumn]

    init(_ chunk: assay_sql_chunk_t) {
        let width = Int(chunk.column_count)
        columns = Array(repeating: SQLResultColumn(), count: width)
        names = chunk.names.map { names in (0..<width).map { String(names[$0]) } } ?? []
    }

    deinit { for index in columns.indices { columns[index].free() } }

    /// Whether a value is null, or not there.
    public func isNull(_ row: Int, _ column: Int) -> Bool { place(row, column)?.isNull(row) ?? true }

    /// A whole number.
    public func int(_ row: Int, _ column: Int) -> Int64? { place(row, column)?.int(row) }

    /// A double; also from a whole number.
    public func double(_ row: Int, _ column: Int) -> Double? { place(row, column)?.double(row) }

    /// A text.
    public func text(_ row: Int, _ column: Int) -> String? {
        guard let column = place(row, column), column.type == .ASSAY_SQL_TEXT, let bytes = column.bytes(row) else {
            return nil
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The bytes of a text or of a value of bytes; they live as long as these rows.
    public func bytes(_ row: Int, _ column: Int) -> UnsafeRawBufferPointer? { place(row, column)?.bytes(row) }

    @inline(__always)
    private func place(_ row: Int, _ column: Int) -> SQLResultColumn? {
        guard row >= 0, row < count, column >= 0, column < columns.count else { return nil }
        return columns[column]
    }

    /// Appends the rows of a chunk; false when they do not fit.
    func append(_ chunk: assay_sql_chunk_t) -> Bool {
        guard chunk.column_count == columns.count, let source = chunk.columns else { return chunk.column_count == 0 }
        for index in columns.indices where !columns[index].append(source[index], chunk.row_count, after: count) {
            return false
        }
        count &+= chunk.row_count
        return true
    }
}
