// Assay: gives a statement its parameters.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import CAssaySQLite

extension Connection {
    /// Binds row `row` of the parameters, or the arrays. Nothing is copied: the values stay until the batch has ended.
    func bind(_ prepared: Prepared, _ statement: assay_sql_statement_t, row: Int) throws(SQLDriverFailure) {
        let isArrays = statement.form == .ASSAY_SQL_ARRAYS
        for (index, column) in prepared.parameters.enumerated() {
            guard column >= 0, column < Int(statement.column_count), let columns = statement.columns else {
                throw SQLDriverFailure(
                    .ASSAY_STATUS_INVALID_ARGUMENT,
                    "a statement names parameter $\(column + 1) and is given \(statement.column_count)")
            }
            let place = Int32(truncatingIfNeeded: index + 1)
            let result =
                isArrays
                ? bindArray(prepared.handle, place, column)
                : try bind(prepared.handle, place, columns[column], row)
            guard result == SQLITE_OK else { throw SQLDriverFailure(database, result) }
        }
    }

    /// Makes the texts of array parameters; they stay until the next statement.
    func makeArrays(_ statement: assay_sql_statement_t) throws(SQLDriverFailure) {
        arrays = []
        guard statement.form == .ASSAY_SQL_ARRAYS, let columns = statement.columns else { return }
        for index in 0..<Int(statement.column_count) {
            arrays.append(try JSONArray(columns[index], rows: Int(statement.row_count)))
        }
    }

    private func bindArray(_ handle: OpaquePointer, _ place: Int32, _ column: Int) -> Int32 {
        // Not static: an array's own memory may move when the list of them is touched.
        arrays[column].bytes.withUnsafeBytes { bytes in
            sqlite3_bind_text64(
                handle, place, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), UInt64(bytes.count),
                assay_sqlite_transient(), UInt8(SQLITE_UTF8))
        }
    }

    private func bind(
        _ handle: OpaquePointer, _ place: Int32, _ column: assay_sql_column_t, _ row: Int
    ) throws(SQLDriverFailure) -> Int32 {
        if column.isNull(row) { return sqlite3_bind_null(handle, place) }
        switch column.value_type {
        case .ASSAY_SQL_I64: return sqlite3_bind_int64(handle, place, column.int(row))
        case .ASSAY_SQL_F64:
            let value = column.double(row)
            guard !value.isNaN else {
                throw SQLDriverFailure(
                    .ASSAY_STATUS_INVALID_ARGUMENT, "a double is NaN; keep its bits as a whole number")
            }
            return sqlite3_bind_double(handle, place, value)
        case .ASSAY_SQL_TEXT:
            let text = column.bytes(row)
            guard SQLTextCheck.isText(text) else { throw .notText }
            return assay_sqlite_bind_text(
                handle, place, text.baseAddress?.assumingMemoryBound(to: CChar.self), UInt64(text.count))
        case .ASSAY_SQL_BYTES:
            let bytes = column.bytes(row)
            return assay_sqlite_bind_bytes(handle, place, bytes.baseAddress, UInt64(bytes.count))
        default:
            throw SQLDriverFailure(.ASSAY_STATUS_INVALID_ARGUMENT, "a parameter has no type")
        }
    }
}
