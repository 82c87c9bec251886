// Assay: decimal numbers as people write them.
// SPDX-License-Identifier: Apache-2.0

/// Reads decimal numbers: digits with at most one point, no sign, no exponent, no "inf" or "nan", which `Double` takes.
enum Decimal {
    /// The number, nil when `text` is none.
    static func read(_ text: Substring) -> Double? {
        guard !text.isEmpty, text.utf8.count <= 32, text.utf8.first != UInt8(ascii: "."),
            text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") })
        else { return nil }
        return Double(text)
    }
}
