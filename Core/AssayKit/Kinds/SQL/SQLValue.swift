// Assay: the values of a statement's parameters.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// The type of a parameter or of a column.
public enum SQLType: Sendable {
    /// A whole number of 64 bits.
    case int
    /// A double; never NaN, see kind/draft/sql_driver.h.
    case double
    /// UTF-8 without U+0000.
    case text
    /// Bytes.
    case bytes

    var c: assay_sql_type_t {
        switch self {
        case .int: .ASSAY_SQL_I64
        case .double: .ASSAY_SQL_F64
        case .text: .ASSAY_SQL_TEXT
        case .bytes: .ASSAY_SQL_BYTES
        }
    }
}

/// One value of a parameter; nil is null, and has a type nevertheless.
public enum SQLValue: Sendable {
    /// A whole number of 64 bits.
    case int(Int64?)
    /// A double; never NaN.
    case double(Double?)
    /// A text without U+0000.
    case text(String?)
    /// Bytes.
    case bytes([UInt8]?)

    /// The type of the value.
    public var type: SQLType {
        switch self {
        case .int: .int
        case .double: .double
        case .text: .text
        case .bytes: .bytes
        }
    }
}
