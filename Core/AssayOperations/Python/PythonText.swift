// Assay: values as Python prints them, which MLflow's messages show.
// SPDX-License-Identifier: Apache-2.0

/// Python's notations of values: what `repr`, `str` and `json.dumps` write.
public enum PythonText {
    /// What `repr` writes for a text: in single quotes, unless it holds such a quote and no double one.
    public static func repr(_ text: String) -> String {
        let quote: Unicode.Scalar =
            text.utf8.contains(UInt8(ascii: "'")) && !text.utf8.contains(UInt8(ascii: "\""))
            ? "\"" : "'"
        var result = String(quote)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case quote:
                result += "\\"
                result.unicodeScalars.append(scalar)
            default:
                if scalar.isPythonPrintable {
                    result.unicodeScalars.append(scalar)
                } else {
                    result += escape(scalar)
                }
            }
        }
        result.unicodeScalars.append(quote)
        return result
    }

    /// What `repr` writes for a list of texts.
    public static func repr(_ list: [String]) -> String {
        "[" + list.map { repr($0) }.joined(separator: ", ") + "]"
    }

    /// What `repr` writes for a number: as many digits as it takes, with an exponent from 16 places on.
    public static func repr(_ number: Double) -> String {
        if number.isNaN { return "nan" }
        if number.isInfinite { return number < 0 ? "-inf" : "inf" }
        return notation(of: number)
    }

    /// The string that `json.dumps` writes for a text: ASCII only.
    public static func json(_ text: String) -> String {
        var result = "\""
        for unit in text.utf16 { appendEscaped(unit, to: &result) }
        return result + "\""
    }

    /// What a list of UTF-16 units, which need not be well formed, is as a JSON string.
    static func json(units: [UInt16]) -> String {
        var result = "\""
        for unit in units { appendEscaped(unit, to: &result) }
        return result + "\""
    }

    private static func appendEscaped(_ unit: UInt16, to result: inout String) {
        switch unit {
        case 0x22: result += "\\\""
        case 0x5C: result += "\\\\"
        case 0x0A: result += "\\n"
        case 0x0D: result += "\\r"
        case 0x09: result += "\\t"
        case 0x08: result += "\\b"
        case 0x0C: result += "\\f"
        case 0x20...0x7E: result.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
        default: result += "\\u" + hexadecimal(UInt32(unit), digits: 4)
        }
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        switch scalar.value {
        case ..<0x100: "\\x" + hexadecimal(scalar.value, digits: 2)
        case ..<0x10000: "\\u" + hexadecimal(scalar.value, digits: 4)
        default: "\\U" + hexadecimal(scalar.value, digits: 8)
        }
    }

    private static func hexadecimal(_ value: UInt32, digits: Int) -> String {
        let text = String(value, radix: 16)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
