// Assay: the value of a hook's field.
// SPDX-License-Identifier: Apache-2.0

/// The value of a hook's field.
public enum HookValue: Sendable, Equatable {
    /// Of an int32 or int64 field.
    case signed(Int64)
    /// Of a uint32 or uint64 field.
    case unsigned(UInt64)
    /// Of a double field.
    case double(Double)
    /// Of a string field; invalid UTF-8 became U+FFFD.
    case string(String)
    /// A string field without a text, or a pointer field.
    case none
}

extension HookValue {
    /// The text; nil for other values.
    public var stringValue: String? { if case .string(let text) = self { text } else { nil } }

    /// The double; nil for other values.
    public var doubleValue: Double? { if case .double(let number) = self { number } else { nil } }

    /// The integer, when it fits; nil for other values.
    public var int64Value: Int64? {
        switch self {
        case .signed(let number): number
        case .unsigned(let number): Int64(exactly: number)
        default: nil
        }
    }

    /// The integer, when it is not negative; nil for other values.
    public var uint64Value: UInt64? {
        switch self {
        case .signed(let number): UInt64(exactly: number)
        case .unsigned(let number): number
        default: nil
        }
    }
}
