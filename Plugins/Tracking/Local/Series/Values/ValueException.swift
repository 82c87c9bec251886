// Assay: a value that its column cannot write as an integer.
// SPDX-License-Identifier: Apache-2.0

/// A value that has no integer in the mode of its column, and is kept as it is.
struct ValueException {
    let place: Int
    let bits: UInt64

    /// What an exception takes, about, in bits.
    static let cost = 72
}
