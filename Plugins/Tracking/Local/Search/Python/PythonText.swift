// Assay: how Python writes texts and lists in messages, and how it strips them.
// SPDX-License-Identifier: Apache-2.0

/// Python's way with texts, which MLflow's messages show.
enum PythonText {
    /// `repr` of a string.
    static func quoted(_ text: String) -> String {
        let quote: Unicode.Scalar = text.utf8.contains(0x27) && !text.utf8.contains(0x22) ? "\"" : "'"
        var result = String.UnicodeScalarView()
        result.append(quote)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", quote: result.append(contentsOf: ["\\", scalar])
            case "\n": result.append(contentsOf: "\\n".unicodeScalars)
            case "\r": result.append(contentsOf: "\\r".unicodeScalars)
            case "\t": result.append(contentsOf: "\\t".unicodeScalars)
            default:
                if isPrintable(scalar) {
                    result.append(scalar)
                } else {
                    result.append(contentsOf: escape(scalar).unicodeScalars)
                }
            }
        }
        result.append(quote)
        return String(result)
    }

    /// `str` of a list of strings.
    static func list(_ items: [String]) -> String { "[\(items.map(quoted).joined(separator: ", "))]" }

    /// `str` of a set of strings. Python's order is another in every process; ours is the order given.
    static func set(_ items: [String]) -> String { "{\(items.map(quoted).joined(separator: ", "))}" }

    /// `str.strip`: without the blanks at both ends.
    static func stripped(_ text: String) -> String {
        var scalars = text.unicodeScalars[...]
        while let first = scalars.first, first.isSpace { scalars.removeFirst() }
        while let last = scalars.last, last.isSpace { scalars.removeLast() }
        return String(scalars)
    }

    /// `str.strip(sign)`: without that sign at both ends.
    static func stripped(_ text: String, of sign: Unicode.Scalar) -> String {
        var scalars = text.unicodeScalars[...]
        while scalars.first == sign { scalars.removeFirst() }
        while scalars.last == sign { scalars.removeLast() }
        return String(scalars)
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        case .spaceSeparator: scalar == " "
        default: true
        }
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16)
        let (mark, width) = scalar.value < 0x100 ? ("x", 2) : scalar.value < 0x10000 ? ("u", 4) : ("U", 8)
        return "\\\(mark)\(String(repeating: "0", count: max(0, width - digits.count)))\(digits)"
    }
}

extension PythonText {
    /// `repr` of bytes.
    static func quoted(_ bytes: [UInt8]) -> String {
        let quote: UInt8 = bytes.contains(0x27) && !bytes.contains(0x22) ? 0x22 : 0x27
        let mark = String(Unicode.Scalar(quote))
        return "b\(mark)\(bytes.map { escaped($0, quote) }.joined())\(mark)"
    }

    private static func escaped(_ byte: UInt8, _ quote: UInt8) -> String {
        switch byte {
        case 0x0A: "\\n"
        case 0x0D: "\\r"
        case 0x09: "\\t"
        case 0x5C, quote: "\\\(Unicode.Scalar(byte))"
        case 0x20..<0x7F: String(Unicode.Scalar(byte))
        default: escape(Unicode.Scalar(byte))
        }
    }
}
