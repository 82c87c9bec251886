// Assay: how Python reads numbers from texts, and writes them.
// SPDX-License-Identifier: Apache-2.0

/// Python's `int`, `float` and their `repr`.
enum PythonNumber {
    /// What `int` makes of a text.
    enum Integer: Equatable {
        case small(Int64)
        case wide(String)
        case tooLong(digits: Int)
        case malformed

        /// The value, or Python's complaint about `text`.
        func value(orRefuse text: String) throws(SearchError) -> SearchValue {
            switch self {
            case .small(let number): return .integer(number)
            case .wide(let digits): return .wide(digits)
            case .tooLong(let digits):
                throw SearchError(
                    .uncaught,
                    "Exceeds the limit (4300 digits) for integer string conversion: value has \(digits) digits; "
                        + "use sys.set_int_max_str_digits() to increase the limit")
            case .malformed:
                throw SearchError(
                    .uncaught, "invalid literal for int() with base 10: \(PythonText.quoted(text))")
            }
        }
    }

    /// Python's own bound on the digits of a number.
    static let digitLimit = 4300

    /// `int(text)`.
    static func integer(_ text: String) -> Integer {
        var text = ascii(PythonText.stripped(text))[...]
        let isNegative = text.first == "-"
        if text.first == "-" || text.first == "+" { text.removeFirst() }
        guard let digits = digits(text) else { return .malformed }
        if digits.count > digitLimit { return .tooLong(digits: digits.count) }
        let significant = digits.drop { $0 == "0" }
        let sign = isNegative && !significant.isEmpty ? "-" : ""
        let decimal = sign + (significant.isEmpty ? "0" : String(significant))
        return Int64(decimal).map(Integer.small) ?? .wide(decimal)
    }

    /// `float(text)`, or nil where Python refuses.
    static func float(_ text: String) -> Double? {
        let plain = ascii(PythonText.stripped(text))
        var rest = plain[...]
        if rest.first == "-" || rest.first == "+" { rest.removeFirst() }
        switch rest.lowercased() {
        case "inf", "infinity": return plain.first == "-" ? -.infinity : .infinity
        case "nan": return .nan
        default: break
        }
        let halves = rest.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "e" || $0 == "E" }
        let sides = halves[0].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard sides.contains(where: { !$0.isEmpty }) else { return nil }
        for side in sides where !side.isEmpty { guard digits(side) != nil else { return nil } }
        if halves.count == 2 {
            var exponent = halves[1]
            if exponent.first == "-" || exponent.first == "+" { exponent.removeFirst() }
            guard digits(exponent) != nil else { return nil }
        }
        return Double(plain.filter { $0 != "_" })
    }

    /// What Python says of a text that is no float.
    static func notFloat(_ text: String) -> SearchError {
        SearchError(.uncaught, "could not convert string to float: \(PythonText.quoted(text))")
    }

    /// `repr` of a float.
    static func description(_ number: Double) -> String {
        guard number.isFinite else { return number.isNaN ? "nan" : number < 0 ? "-inf" : "inf" }
        let sign = number.sign == .minus ? "-" : ""
        let halves = number.magnitude.description.split(separator: "e")
        let sides = halves[0].split(separator: ".")
        let fraction = sides.count > 1 && sides[1] != "0" ? sides[1] : ""
        let all = sides[0] + fraction
        let leading = all.prefix { $0 == "0" }.count
        let digits = String(all.dropFirst(leading).reversed().drop { $0 == "0" }.reversed())
        guard !digits.isEmpty else { return sign + "0.0" }
        let shift = halves.count > 1 ? Int(halves[1]) ?? 0 : 0
        return sign + spelled(digits, point: sides[0].count - leading + shift)
    }

    /// Digits with a decimal point behind the first `point` of them.
    private static func spelled(_ digits: String, point: Int) -> String {
        if point > 16 || point < -3 {
            let exponent = point - 1
            let power = abs(exponent) < 10 ? "0\(abs(exponent))" : "\(abs(exponent))"
            let fraction = digits.count > 1 ? ".\(digits.dropFirst())" : ""
            return "\(digits.prefix(1))\(fraction)e\(exponent < 0 ? "-" : "+")\(power)"
        }
        if point <= 0 { return "0." + String(repeating: "0", count: -point) + digits }
        if point >= digits.count { return digits + String(repeating: "0", count: point - digits.count) + ".0" }
        return "\(digits.prefix(point)).\(digits.dropFirst(point))"
    }

    /// Decimal digits of any script as ASCII.
    private static func ascii(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
        return String(
            text.unicodeScalars.map { scalar -> Character in
                guard scalar.isDigit, let value = scalar.properties.numericValue, value >= 0, value <= 9 else {
                    return Character(scalar)
                }
                return Character(Unicode.Scalar(UInt8(0x30 + Int(value))))
            })
    }

    /// The digits of a text in which single underscores may stand between digits.
    private static func digits(_ text: Substring) -> String? {
        var digits = ""
        var mayBreak = false
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39:
                digits.unicodeScalars.append(Unicode.Scalar(byte))
                mayBreak = true
            case 0x5F where mayBreak: mayBreak = false
            default: return nil
            }
        }
        return mayBreak ? digits : nil
    }
}
