// Assay: reads the strings of a GraphQL document.
// SPDX-License-Identifier: Apache-2.0

extension Lexer {
    /// A string in quotes, on one line.
    mutating func string() throws(SyntaxFault) -> Token {
        let start = position
        position += 1
        var value: [UInt8] = []
        while let byte = byte(at: position), byte != 0x0A, byte != 0x0D {
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return Token(kind: .string, text: String(decoding: value, as: UTF8.self), offset: start)
            case UInt8(ascii: "\\"): value += Array(String(try escape()).utf8)
            default:
                value.append(byte)
                position += 1
            }
        }
        throw fault("the end of the string")
    }

    private mutating func escape() throws(SyntaxFault) -> Unicode.Scalar {
        let start = position
        position += 2
        switch byte(at: start + 1) {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{08}"
        case UInt8(ascii: "f"): return "\u{0C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"):
            let code = byte(at: position) == UInt8(ascii: "{") ? bracedCode() : try pairedCode()
            guard let code, let scalar = Unicode.Scalar(code) else { throw fault("a Unicode escape") }
            return scalar
        default: throw fault("an escape")
        }
    }

    /// `{1F600}`
    private mutating func bracedCode() -> UInt32? {
        position += 1
        let start = position
        while let byte = byte(at: position), byte != UInt8(ascii: "}"), position - start < 32 { position += 1 }
        let digits = text(from: start)
        position += 1
        guard byte(at: position - 1) == UInt8(ascii: "}"), !digits.hasPrefix("+"), !digits.hasPrefix("-") else {
            return nil
        }
        return UInt32(digits, radix: 16)
    }

    /// Four digits, or eight in two escapes that are a pair of surrogates.
    private mutating func pairedCode() throws(SyntaxFault) -> UInt32? {
        let high = try fourDigits()
        guard (0xD800...0xDBFF).contains(high), has("\\u") else { return high }
        position += 2
        let low = try fourDigits()
        return (0xDC00...0xDFFF).contains(low) ? 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00) : nil
    }

    private mutating func fourDigits() throws(SyntaxFault) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = byte(at: position), let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw fault("a hexadecimal digit")
            }
            code = code << 4 | UInt32(digit)
            position += 1
        }
        return code
    }

    /// A string in three quotes, whose common indentation is no part of it.
    mutating func blockString() throws(SyntaxFault) -> Token {
        let start = position
        position += 3
        var lines: [[UInt8]] = [[]]
        while let byte = byte(at: position) {
            if has("\"\"\"") {
                position += 3
                return Token(kind: .blockString, text: Self.dedented(lines), offset: start)
            }
            if has("\\\"\"\"") {
                lines[lines.count - 1] += Array("\"\"\"".utf8)
                position += 4
            } else if byte == 0x0A || byte == 0x0D {
                position += has("\r\n") ? 2 : 1
                lines.append([])
            } else {
                lines[lines.count - 1].append(byte)
                position += 1
            }
        }
        throw fault("the end of the string")
    }

    private static func dedented(_ lines: [[UInt8]]) -> String {
        let indents = lines.map { line in line.prefix { $0 == 0x20 || $0 == 0x09 }.count }
        let filled = lines.indices.filter { indents[$0] < lines[$0].count }
        guard let first = filled.first, let last = filled.last else { return "" }
        let common = filled.filter { $0 > 0 }.map { indents[$0] }.min() ?? 0
        let kept = (first...last).map { $0 == 0 ? lines[$0] : Array(lines[$0].dropFirst(common)) }
        return kept.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
    }
}
