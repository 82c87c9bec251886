// Assay: comparing strings as JSON does.
// SPDX-License-Identifier: Apache-2.0

extension String {
    /// True if both have the same bytes. Swift's `==` alone also equates canonically equivalent texts, which are
    /// different JSON keys; it comes first because it is quick to say no.
    @inline(__always)
    func hasSameBytes(as other: String) -> Bool {
        self == other && utf8.elementsEqual(other.utf8)
    }
}
