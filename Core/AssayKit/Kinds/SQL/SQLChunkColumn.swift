// Assay: a column of a chunk that is being made.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// The values of one column. Owned and freed by the builder.
struct SQLChunkColumn {
    private(set) var type = assay_sql_type_t.ASSAY_SQL_UNTYPED
    private var values = GrowingMemory()
    private var offsets = GrowingMemory()
    private var nulls = GrowingMemory()

    mutating func free() {
        values.free()
        offsets.free()
        nulls.free()
    }

    mutating func removeAll() {
        type = .ASSAY_SQL_UNTYPED
        values.removeAll()
        offsets.removeAll()
        nulls.removeAll()
    }

    mutating func append<Value: BitwiseCopyable>(_ value: Value, _ new: assay_sql_type_t, row: Int) {
        if type != new { adopt(new, row) }
        values.append(value)
    }

    mutating func append(_ bytes: UnsafeRawBufferPointer, _ new: assay_sql_type_t, row: Int) {
        if type != new { adopt(new, row) }
        values.append(bytes)
        offsets.append(UInt32(truncatingIfNeeded: values.count))
    }

    mutating func appendNull(row: Int) {
        let needed = row / 8 &+ 1
        if nulls.count < needed {
            let missing = needed &- nulls.count
            nulls.makeRoom(missing).initializeMemory(as: UInt8.self, repeating: 0, count: missing)
        }
        nulls.setBit(row)
        switch type {
        case .ASSAY_SQL_I64, .ASSAY_SQL_F64: values.append(Int64(0))
        case .ASSAY_SQL_TEXT, .ASSAY_SQL_BYTES: offsets.append(UInt32(truncatingIfNeeded: values.count))
        default: break
        }
    }

    /// Takes the type of the first value; the rows before are null.
    private mutating func adopt(_ new: assay_sql_type_t, _ row: Int) {
        type = new
        if new == .ASSAY_SQL_I64 || new == .ASSAY_SQL_F64 {
            for _ in 0..<row { values.append(Int64(0)) }
        } else {
            for _ in 0...row { offsets.append(UInt32(0)) }
        }
    }

    /// The column for C.
    mutating func c(rows: Int) -> assay_sql_column_t {
        let nullBytes = (rows &+ 7) / 8
        if nulls.count > 0, nulls.count < nullBytes {
            let missing = nullBytes &- nulls.count
            nulls.makeRoom(missing).initializeMemory(as: UInt8.self, repeating: 0, count: missing)
        }
        return assay_sql_column_t(
            value_type: type, reserved: 0,
            nulls: nulls.count > 0 ? nulls.base.map { UnsafePointer($0.assumingMemoryBound(to: UInt8.self)) } : nil,
            values: UnsafeRawPointer(values.base),
            offsets: offsets.count > 0
                ? offsets.base.map { UnsafePointer($0.assumingMemoryBound(to: UInt32.self)) } : nil)
    }
}
