// Assay: the kinds of JSON values.
// SPDX-License-Identifier: Apache-2.0

/// The kind of a JSON value, as its first byte says it.
public enum JSONKind: Sendable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool
    /// A number, whole or not.
    case number
    /// A string.
    case string
    /// An array.
    case array
    /// An object.
    case object
}
