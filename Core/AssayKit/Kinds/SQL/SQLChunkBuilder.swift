// Assay: makes chunks of rows, for drivers.
// SPDX-License-Identifier: Apache-2.0
public import CAssay

/// Collects the rows of a statement for `on_rows`, row by row: one append for each column, then `endRow`.
public final class SQLChunkBuilder {
    private var columns: [SQLChunkColumn]
    private var headers: [assay_sql_column_t]
    private var names: [assay_string_t] = []
    private var nameBytes = GrowingMemory()
    /// How many whole rows there are.
    public private(set) var rowCount = 0
    /// How many bytes the values have.
    public private(set) var byteCount = 0

    /// Makes a builder for columns of these names.
    public init(_ columnNames: [assay_string_t]) {
        columns = Array(repeating: SQLChunkColumn(), count: columnNames.count)
        headers = Array(repeating: assay_sql_column_t(), count: columnNames.count)
        for name in columnNames { nameBytes.append(name.bytes) }
        var offset = 0
        for name in columnNames {
            let base = nameBytes.base.map { UnsafePointer(($0 + offset).assumingMemoryBound(to: CChar.self)) }
            names.append(assay_string_t(data: base, length: name.length))
            offset &+= name.length
        }
    }

    deinit {
        for index in columns.indices { columns[index].free() }
        nameBytes.free()
    }

    /// How many columns there are.
    public var columnCount: Int { columns.count }

    /// Whether the chunk is as large as one may be.
    public var isFull: Bool { rowCount >= ASSAY_SQL_CHUNK_ROWS || byteCount >= ASSAY_SQL_CHUNK_BYTES }

    /// Whether a value of a type fits into a column, which has the type of its first value.
    public func accepts(_ column: Int, _ type: assay_sql_type_t) -> Bool {
        let found = columns[column].type
        return found == type || found == .ASSAY_SQL_UNTYPED
    }

    /// Appends a whole number; the column must accept it.
    public func append(_ column: Int, _ value: Int64) {
        columns[column].append(value, .ASSAY_SQL_I64, row: rowCount)
        byteCount &+= 8
    }

    /// Appends a double; the column must accept it.
    public func append(_ column: Int, _ value: Double) {
        columns[column].append(value, .ASSAY_SQL_F64, row: rowCount)
        byteCount &+= 8
    }

    /// Appends a text or bytes; the column must accept them.
    public func append(_ column: Int, _ value: UnsafeRawBufferPointer, _ type: assay_sql_type_t) {
        columns[column].append(value, type, row: rowCount)
        byteCount &+= value.count &+ 4
    }

    /// Appends null.
    public func appendNull(_ column: Int) {
        columns[column].appendNull(row: rowCount)
        byteCount &+= 8
    }

    /// Ends a row.
    public func endRow() { rowCount &+= 1 }

    /// Lends the chunk.
    public func withChunk(_ body: (UnsafePointer<assay_sql_chunk_t>) -> Void) {
        for index in columns.indices { headers[index] = columns[index].c(rows: rowCount) }
        headers.withUnsafeBufferPointer { headers in
            names.withUnsafeBufferPointer { names in
                var chunk = assay_sql_chunk_t(
                    struct_size: UInt32(MemoryLayout<assay_sql_chunk_t>.size), column_count: UInt32(headers.count),
                    row_count: rowCount, columns: headers.baseAddress, names: names.baseAddress)
                body(&chunk)
            }
        }
    }

    /// Forgets the rows; the memory stays for the next.
    public func removeAll() {
        for index in columns.indices { columns[index].removeAll() }
        rowCount = 0
        byteCount = 0
    }
}
