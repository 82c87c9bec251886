// Assay: Python's string literals.
// SPDX-License-Identifier: Apache-2.0

extension PythonScanner {
    /// One or more strings in a row, which make one; nil if none begins here.
    mutating func strings() throws(PythonLiteral.Failure) -> PythonToken? {
        var result: String?
        var bytes: [UInt8]?
        var isFormatted = false
        while let prefix = stringPrefix() {
            position += prefix.unicodeScalars.count
            let raw = prefix.contains("r")
            if prefix.contains("b") {
                guard result == nil else { throw .syntax }
                bytes = (bytes ?? []) + (try byteString(raw: raw))
            } else {
                guard bytes == nil else { throw .syntax }
                isFormatted = isFormatted || prefix.contains("f")
                result = (result ?? "") + (try string(raw: raw))
            }
            try skipBlanksBetweenStrings()
        }
        if isFormatted { return .formatted }
        if let bytes { return .literal(.bytes(bytes)) }
        return result.map { .literal(.text($0)) }
    }

    /// The letters before a quote, in small, if a string begins here.
    private func stringPrefix() -> String? {
        var letters = ""
        var offset = 0
        while let next = scalar(offset), offset < 3 {
            if next == "'" || next == "\"" {
                return ["", "r", "u", "b", "f", "br", "rb", "fr", "rf"].contains(letters) ? letters : nil
            }
            guard next.isLatin else { return nil }
            letters += String(next).lowercased()
            offset += 1
        }
        return nil
    }

    private mutating func skipBlanksBetweenStrings() throws(PythonLiteral.Failure) {
        while let next = scalar(0), [" ", "\t", "\u{0C}", "\n", "\r"].contains(next) { position += 1 }
    }

    private mutating func string(raw: Bool) throws(PythonLiteral.Failure) -> String {
        var result = String.UnicodeScalarView()
        for part in try parts(raw: raw) {
            switch part {
            case .plain(let scalar): result.append(scalar)
            case .escape(let letter): try unescape(letter, &result)
            }
        }
        return String(result)
    }

    private mutating func byteString(raw: Bool) throws(PythonLiteral.Failure) -> [UInt8] {
        let text = try string(raw: raw)
        guard text.utf8.allSatisfy({ $0 < 0x80 }) else { throw .syntax }
        return Array(text.utf8)
    }

    private enum StringPart {
        case plain(Unicode.Scalar)
        /// A backslash, and the text from behind it on.
        case escape([Unicode.Scalar])
    }

    /// What lies between the quotes, one or three of them.
    private mutating func parts(raw: Bool) throws(PythonLiteral.Failure) -> [StringPart] {
        guard let quote = scalar(0) else { throw .syntax }
        let isTriple = scalar(1) == quote && scalar(2) == quote
        position += isTriple ? 3 : 1
        var parts: [StringPart] = []
        while let next = scalar(0) {
            if next == quote, !isTriple || (scalar(1) == quote && scalar(2) == quote) {
                position += isTriple ? 3 : 1
                return parts
            }
            switch next {
            case "\n" where !isTriple, "\r" where !isTriple: throw .syntax
            case "\0": throw .syntax
            case "\r":
                position += scalar(1) == "\n" ? 2 : 1
                parts.append(.plain("\n"))
            case "\\": try parts.append(contentsOf: backslash(raw: raw))
            default:
                position += 1
                parts.append(.plain(next))
            }
        }
        throw .syntax
    }

    private mutating func backslash(raw: Bool) throws(PythonLiteral.Failure) -> [StringPart] {
        guard let letter = scalar(1) else { throw .syntax }
        if raw {
            position += 2
            return [.plain("\\"), .plain(letter)]
        }
        switch letter {
        case "x", "u", "U":
            let width = letter == "x" ? 2 : letter == "u" ? 4 : 8
            return [.escape(take(2 + width))]
        case "0"..."7":
            var width = 1
            while width < 3, let next = scalar(1 + width), next.value >= 0x30, next.value <= 0x37 { width += 1 }
            return [.escape(take(1 + width))]
        case "\r": return [.escape(take(scalar(2) == "\n" ? 3 : 2))]
        default: return [.escape(take(2))]
        }
    }

    private mutating func take(_ count: Int) -> [Unicode.Scalar] {
        let end = min(position + count, text.count)
        defer { position = end }
        return Array(text[(position + 1)..<end])
    }

    private func unescape(
        _ letters: [Unicode.Scalar], _ result: inout String.UnicodeScalarView
    ) throws(PythonLiteral.Failure) {
        guard let letter = letters.first else { throw .syntax }
        let simple: [Unicode.Scalar: Unicode.Scalar] = [
            "\\": "\\", "'": "'", "\"": "\"", "a": "\u{07}", "b": "\u{08}", "f": "\u{0C}", "n": "\n", "r": "\r",
            "t": "\t", "v": "\u{0B}",
        ]
        switch letter {
        case "\n", "\r": break
        case "x", "u", "U":
            let digits = letters.dropFirst()
            guard digits.count == (letter == "x" ? 2 : letter == "u" ? 4 : 8),
                digits.allSatisfy({ $0.value < 0x80 && $0.properties.isHexDigit }),
                let code = UInt32(String(String.UnicodeScalarView(digits)), radix: 16),
                let scalar = Unicode.Scalar(code)
            else { throw .syntax }
            result.append(scalar)
        case "0"..."7":
            guard let code = UInt32(String(String.UnicodeScalarView(letters)), radix: 8),
                let scalar = Unicode.Scalar(code)
            else { throw .syntax }
            result.append(scalar)
        case "N": throw .syntax
        default:
            if let scalar = simple[letter] {
                result.append(scalar)
            } else {
                result.append(contentsOf: ["\\", letter])
            }
        }
    }
}
