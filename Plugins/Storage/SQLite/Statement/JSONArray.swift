// Assay: an array parameter as the text of a JSON array.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

/// The text that json_each reads.
struct JSONArray {
    private(set) var bytes: [UInt8] = [0x5B]

    init(_ column: assay_sql_column_t, rows: Int) throws(SQLDriverFailure) {
        bytes.reserveCapacity(rows &* 8 &+ 2)
        for row in 0..<rows {
            if row > 0 { bytes.append(0x2C) }
            if column.isNull(row) {
                bytes.append(contentsOf: [0x6E, 0x75, 0x6C, 0x6C])
                continue
            }
            switch column.value_type {
            case .ASSAY_SQL_I64: append(column.int(row))
            case .ASSAY_SQL_TEXT: try append(column.bytes(row))
            default:
                throw SQLDriverFailure(
                    .ASSAY_STATUS_INVALID_ARGUMENT, "an array for SQLite holds whole numbers or texts, nothing else")
            }
        }
        bytes.append(0x5D)
    }

    private mutating func append(_ number: Int64) {
        var rest = number.magnitude
        var digits: InlineArray<20, UInt8> = .init(repeating: 0)
        var count = 0
        repeat {
            digits[count] = UInt8(truncatingIfNeeded: rest % 10) &+ 0x30
            rest /= 10
            count += 1
        } while rest > 0
        if number < 0 { bytes.append(0x2D) }
        for index in (0..<count).reversed() { bytes.append(digits[index]) }
    }

    private mutating func append(_ text: UnsafeRawBufferPointer) throws(SQLDriverFailure) {
        guard SQLTextCheck.isText(text) else { throw .notText }
        bytes.append(0x22)
        for byte in text {
            switch byte {
            case 0x22, 0x5C: bytes.append(contentsOf: [0x5C, byte])
            case 0..<0x20:
                let digits = Array("0123456789abcdef".utf8)
                bytes.append(contentsOf: Array("\\u00".utf8))
                bytes.append(digits[Int(byte >> 4)])
                bytes.append(digits[Int(byte & 15)])
            default: bytes.append(byte)
            }
        }
        bytes.append(0x22)
    }
}
