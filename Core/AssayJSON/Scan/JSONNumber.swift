// Assay: a number as a JSON text says it.
// SPDX-License-Identifier: Apache-2.0

/// An integer where the text has neither fraction nor exponent and 64 bits hold it, a double otherwise.
enum JSONNumber {
    case integer(Int64)
    case double(Double)
    /// Zero written `-0`: an integer, but a double keeps its sign.
    case negativeZero
}
