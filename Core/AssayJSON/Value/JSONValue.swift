// Assay: a JSON value.
// SPDX-License-Identifier: Apache-2.0

/// A JSON value. Use it for payloads that are read as a whole; on a hot path use `JSONReader` and `JSONWriter`.
///
/// A number without fraction and exponent that fits 64 bits is an `integer`, every other one a `number`; the two kinds
/// are never equal. Objects are equal whatever the order of their members. Strings are equal if their bytes are.
public enum JSONValue: Sendable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A whole number that 64 bits hold.
    case integer(Int64)
    /// Any other number. Not finite ones are written as the strings "NaN", "Infinity" and "-Infinity".
    case number(Double)
    /// A string.
    case string(String)
    /// An array.
    case array([JSONValue])
    /// An object, members in the order of the text.
    case object(JSONObject)
}

extension JSONValue: Equatable {
    /// Equality of kind and content.
    public static func == (left: JSONValue, right: JSONValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let left), .bool(let right)): left == right
        case (.integer(let left), .integer(let right)): left == right
        case (.number(let left), .number(let right)): left == right
        case (.string(let left), .string(let right)): left.hasSameBytes(as: right)
        case (.array(let left), .array(let right)): left == right
        case (.object(let left), .object(let right)): left == right
        default: false
        }
    }
}

extension JSONValue: CustomStringConvertible {
    /// The value as compact JSON text.
    public var description: String { text() }
}
