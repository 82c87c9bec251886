// Assay: what a JSON reader yields.
// SPDX-License-Identifier: Apache-2.0

/// One step through a JSON text.
public enum JSONToken {
    /// `{`.
    case beginObject
    /// `}`.
    case endObject
    /// `[`.
    case beginArray
    /// `]`.
    case endArray
    /// The key of the member whose value follows.
    case key(JSONText)
    /// A string.
    case string(JSONText)
    /// A number without fraction and exponent that 64 bits hold.
    case integer(Int64)
    /// Any other number.
    case number(Double)
    /// `true` or `false`.
    case bool(Bool)
    /// `null`.
    case null
    /// The value is complete and only white space followed.
    case end
}
