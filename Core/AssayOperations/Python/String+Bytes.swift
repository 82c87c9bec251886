// Assay: comparing texts as JSON does.
// SPDX-License-Identifier: Apache-2.0

extension String {
    /// True if both have the same bytes. Swift's `==` also equates canonically equivalent texts.
    @inline(__always)
    func hasSameUTF8(as other: String) -> Bool {
        utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
    }
}
