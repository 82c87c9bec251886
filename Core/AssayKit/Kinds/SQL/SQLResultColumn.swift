// Assay: a column of rows that a statement returned.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// The values of a column, copied from the chunks. Owned and freed by its rows.
struct SQLResultColumn {
    private(set) var type = assay_sql_type_t.ASSAY_SQL_UNTYPED
    private var values = GrowingMemory()
    private var offsets = GrowingMemory()
    /// One byte a row, 1 for null; empty while there is none.
    private var nulls = GrowingMemory()

    mutating func free() {
        values.free()
        offsets.free()
        nulls.free()
    }

    func isNull(_ row: Int) -> Bool {
        if type == .ASSAY_SQL_UNTYPED { return true }
        guard nulls.count > 0, let base = nulls.base else { return false }
        return base.load(fromByteOffset: row, as: UInt8.self) != 0
    }

    func int(_ row: Int) -> Int64? {
        guard type == .ASSAY_SQL_I64, !isNull(row) else { return nil }
        return values.base?.load(fromByteOffset: row &* 8, as: Int64.self)
    }

    func double(_ row: Int) -> Double? {
        if let number = int(row) { return Double(number) }
        guard type == .ASSAY_SQL_F64, !isNull(row) else { return nil }
        return values.base?.load(fromByteOffset: row &* 8, as: Double.self)
    }

    func bytes(_ row: Int) -> UnsafeRawBufferPointer? {
        guard let offsets = offsets.base, !isNull(row) else { return nil }
        let begin = Int(offsets.load(fromByteOffset: row &* 4, as: UInt32.self))
        let end = Int(offsets.load(fromByteOffset: row &* 4 &+ 4, as: UInt32.self))
        guard let base = values.base, begin < end else { return UnsafeRawBufferPointer(start: nil, count: 0) }
        return UnsafeRawBufferPointer(start: base + begin, count: end &- begin)
    }

    /// Appends the rows of a chunk to the `before` rows that are there; false when types do not go together or the texts
    /// are 4 GiB or more.
    mutating func append(_ column: assay_sql_column_t, _ rows: Int, after before: Int) -> Bool {
        guard rows > 0 else { return true }
        appendNulls(column, rows, before)
        if column.value_type != type, column.value_type != .ASSAY_SQL_UNTYPED {
            guard adopt(column.value_type, before) else { return false }
        }
        switch type {
        case .ASSAY_SQL_I64, .ASSAY_SQL_F64:
            if column.value_type == .ASSAY_SQL_UNTYPED { return fillZeros(rows) }
            guard let source = column.values else { return false }
            if type == .ASSAY_SQL_F64, column.value_type == .ASSAY_SQL_I64 { return appendConverted(source, rows) }
            values.append(UnsafeRawBufferPointer(start: source, count: rows &* 8))
            return true
        case .ASSAY_SQL_TEXT, .ASSAY_SQL_BYTES: return appendSized(column, rows)
        default: return true
        }
    }

    /// Takes the type of a later chunk: after nulls any, and doubles after whole numbers.
    private mutating func adopt(_ new: assay_sql_type_t, _ before: Int) -> Bool {
        switch (type, new) {
        case (.ASSAY_SQL_UNTYPED, .ASSAY_SQL_I64), (.ASSAY_SQL_UNTYPED, .ASSAY_SQL_F64):
            type = new
            return fillZeros(before)
        case (.ASSAY_SQL_UNTYPED, _):
            type = new
            for _ in 0...before { offsets.append(UInt32(0)) }
            return true
        case (.ASSAY_SQL_F64, .ASSAY_SQL_I64): return true
        case (.ASSAY_SQL_I64, .ASSAY_SQL_F64):
            type = new
            guard let base = values.base else { return true }
            for offset in stride(from: 0, to: values.count, by: 8) {
                let number = base.load(fromByteOffset: offset, as: Int64.self)
                base.storeBytes(of: Double(number), toByteOffset: offset, as: Double.self)
            }
            return true
        default: return false
        }
    }

    private mutating func appendConverted(_ source: UnsafeRawPointer, _ rows: Int) -> Bool {
        for row in 0..<rows { values.append(Double(source.load(fromByteOffset: row &* 8, as: Int64.self))) }
        return true
    }

    private mutating func fillZeros(_ rows: Int) -> Bool {
        let place = values.makeRoom(rows &* 8)
        place.initializeMemory(as: UInt8.self, repeating: 0, count: rows &* 8)
        return true
    }

    private mutating func appendSized(_ column: assay_sql_column_t, _ rows: Int) -> Bool {
        let start = values.count
        let source = column.offsets
        let length = source.map { Int($0[rows]) } ?? 0
        guard start &+ length <= Int(UInt32.max) else { return false }
        if offsets.count == 0 { offsets.append(UInt32(0)) }
        for row in 1...rows { offsets.append(UInt32(truncatingIfNeeded: start &+ (source.map { Int($0[row]) } ?? 0))) }
        values.append(UnsafeRawBufferPointer(start: column.values, count: column.values == nil ? 0 : length))
        return true
    }

    private mutating func appendNulls(_ column: assay_sql_column_t, _ rows: Int, _ before: Int) {
        let isUntyped = column.value_type == .ASSAY_SQL_UNTYPED
        guard nulls.count > 0 || isUntyped || column.nulls != nil else { return }
        if nulls.count < before {
            let missing = before &- nulls.count
            nulls.makeRoom(missing).initializeMemory(as: UInt8.self, repeating: 0, count: missing)
        }
        for row in 0..<rows {
            let bit = column.nulls.map { $0[row / 8] >> UInt8(truncatingIfNeeded: row % 8) & 1 } ?? 0
            nulls.append(isUntyped ? 1 : bit)
        }
    }
}
