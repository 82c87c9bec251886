// Assay: parameters in PostgreSQL's binary form.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

/// Makes the lists that libpq takes: addresses, lengths and formats of the parameters of one execution. Texts and bytes
/// stay where the caller has them; numbers and arrays are written into memory that is used again and again.
final class ParameterEncoder {
    private(set) var values: [UnsafePointer<CChar>?] = []
    private(set) var lengths: [Int32] = []
    private(set) var formats: [Int32] = []
    private var scratch: UnsafeMutableRawBufferPointer
    private var used = 0
    /// Larger memory goes after use.
    private static let keptBytes = 1 << 16

    init() {
        scratch = .allocate(byteCount: 1024, alignment: 16)
    }

    deinit { scratch.deallocate() }

    /// The types of a statement's parameters.
    static func types(_ statement: assay_sql_statement_t) -> [UInt32] {
        let isArray = statement.form == .ASSAY_SQL_ARRAYS
        return (0..<Int(statement.column_count)).map { index in
            statement.columns.map { PostgresType.of($0[index].value_type, isArray: isArray) } ?? 0
        }
    }

    /// Encodes row `row` of a statement's parameters, or its arrays.
    func encode(_ statement: assay_sql_statement_t, row: Int) throws(SQLDriverFailure) {
        let count = Int(statement.column_count)
        guard count <= Int(Int16.max), count == 0 || statement.columns != nil else {
            throw .invalid("a statement has more parameters than PostgreSQL takes")
        }
        values.removeAll(keepingCapacity: true)
        lengths.removeAll(keepingCapacity: true)
        if formats.count < count { formats = Array(repeating: 1, count: count) }
        guard let columns = statement.columns else { return }
        let isArray = statement.form == .ASSAY_SQL_ARRAYS
        try makeRoom(columns, count, isArray: isArray, rows: Int(statement.row_count))
        for index in 0..<count {
            if isArray {
                try appendArray(columns[index], rows: Int(statement.row_count))
            } else {
                try append(columns[index], row)
            }
        }
    }

    private func append(_ column: assay_sql_column_t, _ row: Int) throws(SQLDriverFailure) {
        if column.isNull(row) { return append(nil, 0) }
        switch column.value_type {
        case .ASSAY_SQL_I64: appendWord(UInt64(bitPattern: column.int(row)))
        case .ASSAY_SQL_F64: appendWord(try Self.checked(column.double(row)).bitPattern)
        case .ASSAY_SQL_TEXT: append(place(try Self.checked(column.bytes(row))), column.bytes(row).count)
        case .ASSAY_SQL_BYTES: append(place(column.bytes(row)), column.bytes(row).count)
        default: throw .invalid("a parameter has no type")
        }
    }

    private func append(_ value: UnsafeRawPointer?, _ length: Int) {
        values.append(value?.assumingMemoryBound(to: CChar.self))
        lengths.append(Int32(truncatingIfNeeded: length))
    }

    private func appendWord(_ word: UInt64) {
        let start = used
        put(word)
        append(scratch.baseAddress.map { UnsafeRawPointer($0 + start) }, 8)
    }

    /// An empty value needs an address that is not NULL, which means null.
    private func place(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawPointer? {
        bytes.baseAddress ?? UnsafeRawPointer(scratch.baseAddress)
    }

    /// One dimension, whether it has nulls, the type; length and lower bound; then each value behind its length.
    private func appendArray(_ column: assay_sql_column_t, rows: Int) throws(SQLDriverFailure) {
        let start = used
        put(UInt32(rows == 0 ? 0 : 1))
        put(UInt32(column.nulls == nil ? 0 : 1))
        put(PostgresType.of(column.value_type, isArray: false))
        if rows > 0 {
            put(UInt32(truncatingIfNeeded: rows))
            put(UInt32(1))
        }
        for row in 0..<rows {
            if column.isNull(row) {
                put(UInt32.max)
                continue
            }
            switch column.value_type {
            case .ASSAY_SQL_I64:
                put(UInt32(8))
                put(UInt64(bitPattern: column.int(row)))
            case .ASSAY_SQL_F64:
                put(UInt32(8))
                put(try Self.checked(column.double(row)).bitPattern)
            case .ASSAY_SQL_TEXT: put(try Self.checked(column.bytes(row)))
            case .ASSAY_SQL_BYTES: put(column.bytes(row))
            default: throw .invalid("a parameter has no type")
            }
        }
        append(scratch.baseAddress.map { UnsafeRawPointer($0 + start) }, used &- start)
    }

    /// Makes the memory large enough for all, so that it does not move while it is written.
    private func makeRoom(
        _ columns: UnsafePointer<assay_sql_column_t>, _ count: Int, isArray: Bool, rows: Int
    ) throws(SQLDriverFailure) {
        used = 0
        var needed = 8 &* count &+ 8
        if isArray {
            for index in 0..<count {
                let bytes = columns[index].offsets.map { Int($0[rows]) } ?? rows &* 8
                needed = needed &+ 32 &+ rows &* 4 &+ bytes
            }
        }
        guard needed <= 1 << 30 else { throw .invalid("the arrays of a statement have more than 1 GiB") }
        guard needed > scratch.count || scratch.count > Self.keptBytes else { return }
        scratch.deallocate()
        scratch = .allocate(byteCount: max(1024, needed), alignment: 16)
    }

    private func put<Word: FixedWidthInteger & BitwiseCopyable>(_ word: Word) {
        scratch.storeBytes(of: word.bigEndian, toByteOffset: used, as: Word.self)
        used &+= MemoryLayout<Word>.size
    }

    private func put(_ bytes: UnsafeRawBufferPointer) {
        put(UInt32(truncatingIfNeeded: bytes.count))
        if let source = bytes.baseAddress, let base = scratch.baseAddress {
            (base + used).copyMemory(from: source, byteCount: bytes.count)
        }
        used &+= bytes.count
    }

    private static func checked(_ value: Double) throws(SQLDriverFailure) -> Double {
        guard !value.isNaN else { throw .invalid("a double is NaN; keep its bits as a whole number") }
        return value
    }

    private static func checked(_ text: UnsafeRawBufferPointer) throws(SQLDriverFailure) -> UnsafeRawBufferPointer {
        guard SQLTextCheck.isText(text) else { throw .invalid("a text is not UTF-8, or holds U+0000") }
        return text
    }
}
