// Assay: numbers in texts, as Python's int() and float() read them.
// SPDX-License-Identifier: Apache-2.0

/// A whole number of any size, of which only that much is known.
enum PythonInteger: Equatable {
    case small(Int64)
    /// Beyond 64 bits.
    case huge(isNegative: Bool)
}

/// What Python's `int()` and `float()` make of texts: signs, white space around, underscores between digits, and
/// decimal digits of any script.
enum PythonNumber {
    /// `int()` reads no more digits than that.
    private static let digitLimit = 4300

    /// What `int(text)` gives, nil where it raises ValueError.
    static func integer(_ text: String) -> PythonInteger? {
        var digits = ascii(text)[...]
        let sign = digits.first
        if sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { digits.removeFirst() }
        guard let plain = withoutUnderscores(digits), !plain.isEmpty, plain.count <= digitLimit,
            plain.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 })
        else { return nil }
        let isNegative = sign == UInt8(ascii: "-")
        let number = (isNegative ? "-" : "") + String(decoding: plain, as: UTF8.self)
        return Int64(number).map { .small($0) } ?? .huge(isNegative: isNegative)
    }

    /// What `float(text)` gives, nil where it raises ValueError.
    static func double(_ text: String) -> Double? {
        guard let plain = withoutUnderscores(ascii(text)[...]), !plain.isEmpty else { return nil }
        var body = plain[...]
        let sign = body.first
        if sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { body.removeFirst() }
        let isNegative = sign == UInt8(ascii: "-")
        switch String(decoding: body, as: UTF8.self).lowercased() {
        case "inf", "infinity": return isNegative ? -.infinity : .infinity
        case "nan": return .nan
        default: break
        }
        guard isDecimal(body), let magnitude = Double(String(decoding: body, as: UTF8.self)) else { return nil }
        return isNegative ? -magnitude : magnitude
    }

    /// What `int(number)` gives for a number that is finite.
    static func integer(truncating number: Double) -> PythonInteger {
        guard number >= -0x1p63, number < 0x1p63 else { return .huge(isNegative: number < 0) }
        return .small(Int64(number))
    }

    /// True for digits with at most one point, at least one digit, and perhaps an exponent.
    private static func isDecimal(_ text: ArraySlice<UInt8>) -> Bool {
        var rest = text
        let whole = dropDigits(&rest)
        var fraction = 0
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            fraction = dropDigits(&rest)
        }
        guard whole + fraction > 0 else { return false }
        guard let next = rest.first else { return true }
        guard next | 0x20 == UInt8(ascii: "e") else { return false }
        rest.removeFirst()
        if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
        return dropDigits(&rest) > 0 && rest.isEmpty
    }

    private static func dropDigits(_ text: inout ArraySlice<UInt8>) -> Int {
        let count = text.prefix { $0 &- UInt8(ascii: "0") < 10 }.count
        text.removeFirst(count)
        return count
    }

    /// The text without underscores that stand between digits; nil if one stands elsewhere.
    private static func withoutUnderscores(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        guard text.contains(UInt8(ascii: "_")) else { return Array(text) }
        var result: [UInt8] = []
        var previous: UInt8 = 0
        for byte in text {
            let isDigit = byte &- UInt8(ascii: "0") < 10
            if previous == UInt8(ascii: "_"), !isDigit { return nil }
            if byte == UInt8(ascii: "_") {
                guard previous &- UInt8(ascii: "0") < 10 else { return nil }
            } else {
                result.append(byte)
            }
            previous = byte
        }
        return previous == UInt8(ascii: "_") ? nil : result
    }

    /// The text without white space around it, its digits as ASCII ones; what else is beyond ASCII becomes `?`.
    private static func ascii(_ text: String) -> [UInt8] {
        var bytes = Array(text.utf8)
        if bytes.contains(where: { $0 >= 0x80 }) {
            bytes = text.unicodeScalars.map { scalar in
                if scalar.value < 0x7F && !scalar.isPythonSpace { return UInt8(scalar.value) }
                if scalar.isPythonSpace { return UInt8(ascii: " ") }
                return scalar.decimalDigit.map { UInt8(ascii: "0") + $0 } ?? UInt8(ascii: "?")
            }
        }
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
        let start = bytes.firstIndex { !isSpace($0) } ?? bytes.endIndex
        let end = (bytes.lastIndex { !isSpace($0) } ?? -1) + 1
        return start < end ? Array(bytes[start..<end]) : []
    }
}
