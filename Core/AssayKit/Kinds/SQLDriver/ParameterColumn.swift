// Assay: the values of a column of parameters.
// SPDX-License-Identifier: Apache-2.0
public import CAssay

/// Reads values for drivers. `row` must be within the column: its statement's row count says how many there are.
extension assay_sql_column_t {
    /// Whether the value of a row is NULL.
    public func isNull(_ row: Int) -> Bool {
        guard let nulls else { return false }
        return nulls[row / 8] >> UInt8(truncatingIfNeeded: row % 8) & 1 != 0
    }

    /// A value of the type I64.
    public func int(_ row: Int) -> Int64 { values?.load(fromByteOffset: row &* 8, as: Int64.self) ?? 0 }

    /// A value of the type F64.
    public func double(_ row: Int) -> Double { values?.load(fromByteOffset: row &* 8, as: Double.self) ?? 0 }

    /// A value of the types TEXT and BYTES, borrowed from the column.
    public func bytes(_ row: Int) -> UnsafeRawBufferPointer {
        guard let offsets, let values, offsets[row + 1] > offsets[row] else {
            return UnsafeRawBufferPointer(start: nil, count: 0)
        }
        return UnsafeRawBufferPointer(start: values + Int(offsets[row]), count: Int(offsets[row + 1] - offsets[row]))
    }
}
