// Assay: a column on its way from one database to another.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit

/// A column that is copied; a value may be null.
struct TransferColumn: Sendable {
    let name: String
    let type: SQLType
    /// Whether it only says where the next page begins.
    var isCursor = false

    static func cursor(_ name: String) -> TransferColumn { TransferColumn(name: name, type: .int, isCursor: true) }
    static func int(_ name: String) -> TransferColumn { TransferColumn(name: name, type: .int) }
    static func double(_ name: String) -> TransferColumn { TransferColumn(name: name, type: .double) }
    static func text(_ name: String) -> TransferColumn { TransferColumn(name: name, type: .text) }
    static func bytes(_ name: String) -> TransferColumn { TransferColumn(name: name, type: .bytes) }

    /// A value that was read.
    func value(_ rows: SQLRows, _ row: Int, _ column: Int) -> SQLValue {
        switch type {
        case .int: .int(rows.int(row, column))
        case .double: .double(rows.double(row, column))
        case .text: .text(rows.text(row, column))
        case .bytes: .bytes(rows.bytes(row, column).map { [UInt8]($0) })
        }
    }
}
