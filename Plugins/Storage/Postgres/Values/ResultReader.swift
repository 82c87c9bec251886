// Assay: results in PostgreSQL's binary form.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import CAssayPostgres

/// Brings the rows of a result to the caller, as chunks.
struct ResultReader {
    /// How the values of a column are read.
    private enum Form {
        case bool, int2, int4, int8, float4, float8, text, bytes, jsonb
    }

    private var forms: [Form] = []

    /// Calls `deliver` with chunks of the result's rows.
    mutating func read(
        _ result: OpaquePointer, _ deliver: (SQLChunkBuilder) -> Void
    ) throws(SQLDriverFailure) {
        let columns = Int(PQnfields(result))
        let rows = Int(PQntuples(result))
        guard rows > 0 else { return }
        forms.removeAll(keepingCapacity: true)
        for column in 0..<columns { forms.append(try Self.form(result, Int32(column))) }
        let builder = SQLChunkBuilder((0..<Int32(columns)).map { Self.name(result, $0) })
        for row in 0..<rows {
            for column in 0..<columns { append(builder, result, Int32(truncatingIfNeeded: row), column) }
            builder.endRow()
            if builder.isFull {
                deliver(builder)
                builder.removeAll()
            }
        }
        if builder.rowCount > 0 { deliver(builder) }
    }

    private static func name(_ result: OpaquePointer, _ column: Int32) -> assay_string_t {
        guard let name = PQfname(result, column) else { return assay_string_t() }
        var length = 0
        while name[length] != 0 { length &+= 1 }
        return assay_string_t(data: name, length: length)
    }

    private static func form(_ result: OpaquePointer, _ column: Int32) throws(SQLDriverFailure) -> Form {
        switch PQftype(result, column) {
        case PostgresType.int8: .int8
        case PostgresType.float8: .float8
        // text, varchar, char(n), name, a literal, json, void
        case PostgresType.text, 1043, 1042, 19, 705, 114, 2278: .text
        case PostgresType.bytea: .bytes
        case PostgresType.bool: .bool
        case 21: .int2
        case 23: .int4
        case 700: .float4
        case 3802: .jsonb
        case let type:
            throw .invalid(
                "column '\(PQfname(result, column).map { String(cString: $0) } ?? "")' has a type (\(type)) that is "
                    + "neither a whole number, a double, a text nor bytes; cast it in the statement")
        }
    }

    private func append(_ builder: SQLChunkBuilder, _ result: OpaquePointer, _ row: Int32, _ column: Int) {
        let place = Int32(truncatingIfNeeded: column)
        guard PQgetisnull(result, row, place) == 0, let value = PQgetvalue(result, row, place) else {
            return builder.appendNull(column)
        }
        let bytes = UnsafeRawBufferPointer(start: value, count: Int(max(0, PQgetlength(result, row, place))))
        switch forms[column] {
        case .int8: builder.append(column, Int64(Self.word(bytes, Int64.self)))
        case .int4: builder.append(column, Int64(Self.word(bytes, Int32.self)))
        case .int2: builder.append(column, Int64(Self.word(bytes, Int16.self)))
        case .bool: builder.append(column, bytes.first == 1 ? Int64(1) : Int64(0))
        case .float8: builder.append(column, Double(bitPattern: Self.word(bytes, UInt64.self)))
        case .float4: builder.append(column, Double(Float(bitPattern: Self.word(bytes, UInt32.self))))
        case .text: builder.append(column, bytes, .ASSAY_SQL_TEXT)
        // A version, then the text.
        case .jsonb: builder.append(column, UnsafeRawBufferPointer(rebasing: bytes.dropFirst()), .ASSAY_SQL_TEXT)
        case .bytes: builder.append(column, bytes, .ASSAY_SQL_BYTES)
        }
    }

    /// A number of the network's byte order; 0 when the server sent fewer bytes.
    private static func word<Word: FixedWidthInteger & BitwiseCopyable>(
        _ bytes: UnsafeRawBufferPointer, _ type: Word.Type
    ) -> Word {
        guard bytes.count >= MemoryLayout<Word>.size else { return 0 }
        return Word(bigEndian: bytes.loadUnaligned(as: Word.self))
    }
}
