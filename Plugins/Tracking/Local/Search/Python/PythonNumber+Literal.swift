// Assay: numbers as Python source spells them.
// SPDX-License-Identifier: Apache-2.0

extension PythonNumber {
    /// The number that a piece of source stands for, or nil if it stands for none.
    static func literal(_ text: String) -> PythonLiteral? {
        let lower = text.lowercased()
        for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where lower.hasPrefix(prefix) {
            return based(lower.dropFirst(2), radix)
        }
        if lower.hasSuffix("j") {
            return plain(lower.dropLast()).flatMap { float(String($0)) }.map(PythonLiteral.imaginary)
        }
        guard plain(lower[...]) != nil else { return nil }
        if lower.contains(".") || lower.contains("e") { return float(lower).map(PythonLiteral.float) }
        switch integer(lower) {
        case .small(let number):
            // A leading zero is for zeros alone.
            return number != 0 && lower.first == "0" ? nil : .integer(String(number))
        case .wide(let digits): return lower.first == "0" ? nil : .integer(digits)
        default: return nil
        }
    }

    /// `repr` of an imaginary number.
    static func imaginary(_ number: Double) -> String {
        let text = description(number)
        return (text.hasSuffix(".0") ? String(text.dropLast(2)) : text) + "j"
    }

    /// The text if `float` may read it: words such as `inf` are no numbers in source.
    private static func plain(_ text: Substring) -> Substring? {
        text.allSatisfy { $0.isASCII && ($0.isNumber || "._e+-".contains($0)) } ? text : nil
    }

    private static func based(_ digits: Substring, _ radix: Int) -> PythonLiteral? {
        var plain = digits
        if plain.first == "_" { plain.removeFirst() }
        guard !plain.isEmpty, plain.last != "_", !plain.contains("__") else { return nil }
        let value = UInt64(plain.filter { $0 != "_" }, radix: radix)
        return value.map { .integer(String($0)) }
    }
}
