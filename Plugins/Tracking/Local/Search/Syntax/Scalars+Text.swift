// Assay: texts as arrays of characters, which can be indexed.
// SPDX-License-Identifier: Apache-2.0

extension Array where Element == Unicode.Scalar {
    /// The characters of a range as a string.
    func string(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: self[range])
        return String(view)
    }
}

extension String {
    /// Equality by code points: `==` holds the Kelvin sign for a K.
    func spells(_ other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}
