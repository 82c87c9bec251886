// Assay: the values of a column of parameters.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

/// Reads values whose row is known to be within the column, as the caller's row count says.
extension assay_sql_column_t {
    func isNull(_ row: Int) -> Bool {
        guard let nulls else { return false }
        return nulls[row / 8] >> UInt8(truncatingIfNeeded: row % 8) & 1 != 0
    }

    func int(_ row: Int) -> Int64 { values?.load(fromByteOffset: row &* 8, as: Int64.self) ?? 0 }

    func double(_ row: Int) -> Double { values?.load(fromByteOffset: row &* 8, as: Double.self) ?? 0 }

    func bytes(_ row: Int) -> UnsafeRawBufferPointer {
        guard let offsets, let values, offsets[row + 1] > offsets[row] else {
            return UnsafeRawBufferPointer(start: nil, count: 0)
        }
        return UnsafeRawBufferPointer(start: values + Int(offsets[row]), count: Int(offsets[row + 1] - offsets[row]))
    }
}
