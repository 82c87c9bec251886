// Assay: splits a GraphQL document into tokens.
// SPDX-License-Identifier: Apache-2.0

/// Reads one token after the other.
struct Lexer {
    let bytes: [UInt8]
    var position = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// The next token; the last one again and again at the end.
    mutating func next() throws(SyntaxFault) -> Token {
        skipIgnored()
        guard let byte = byte(at: position) else { return Token(kind: .end, text: "", offset: position) }
        let start = position
        switch byte {
        case UInt8(ascii: "!"), UInt8(ascii: "$"), UInt8(ascii: "&"), UInt8(ascii: "("), UInt8(ascii: ")"),
            UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: "@"), UInt8(ascii: "["), UInt8(ascii: "]"),
            UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"):
            position += 1
            return Token(kind: .mark(byte), text: "", offset: start)
        case UInt8(ascii: "."):
            guard has("...") else { throw fault("'...'") }
            position += 3
            return Token(kind: .spread, text: "", offset: start)
        case UInt8(ascii: "\""): return has("\"\"\"") ? try blockString() : try string()
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        default:
            guard Self.beginsName(byte) else { throw fault("a token") }
            while let byte = self.byte(at: position), Self.beginsName(byte) || Self.isDigit(byte) { position += 1 }
            return Token(kind: .name, text: text(from: start), offset: start)
        }
    }

    /// White space, commas, byte order marks and comments.
    private mutating func skipIgnored() {
        while let byte = byte(at: position) {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: ","):
                position += 1
            case 0xEF where has("\u{FEFF}"): position += 3
            case UInt8(ascii: "#"):
                while let byte = self.byte(at: position), byte != 0x0A, byte != 0x0D { position += 1 }
            default: return
            }
        }
    }

    private mutating func number() throws(SyntaxFault) -> Token {
        let start = position
        var kind = Token.Kind.int
        if byte(at: position) == UInt8(ascii: "-") { position += 1 }
        if byte(at: position) == UInt8(ascii: "0") {
            position += 1
            if let byte = byte(at: position), Self.isDigit(byte) { throw fault("no digit after 0") }
        } else {
            try digits()
        }
        if byte(at: position) == UInt8(ascii: ".") {
            kind = .float
            position += 1
            try digits()
        }
        if byte(at: position).map({ $0 | 0x20 }) == UInt8(ascii: "e") {
            kind = .float
            position += 1
            if let sign = byte(at: position), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { position += 1 }
            try digits()
        }
        if let byte = byte(at: position), byte == UInt8(ascii: ".") || Self.beginsName(byte) { throw fault("a digit") }
        return Token(kind: kind, text: text(from: start), offset: start)
    }

    private mutating func digits() throws(SyntaxFault) {
        guard let byte = byte(at: position), Self.isDigit(byte) else { throw fault("a digit") }
        while let byte = self.byte(at: position), Self.isDigit(byte) { position += 1 }
    }

    func byte(at place: Int) -> UInt8? { place < bytes.count ? bytes[place] : nil }

    func has(_ text: String) -> Bool { bytes[position...].starts(with: text.utf8) }

    func text(from start: Int) -> String { String(decoding: bytes[start..<position], as: UTF8.self) }

    func fault(_ expected: String) -> SyntaxFault { SyntaxFault(offset: position, expected: expected) }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func beginsName(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}
