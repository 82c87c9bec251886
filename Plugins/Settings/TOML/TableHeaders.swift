// Assay: finds what TOMLKit cannot bear.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay

/// Looks for what the parser inside TOMLKit takes for granted. A header like `[=]`, whose name begins with a character
/// that no name begins with, and a key of very many parts, each a table inside the one before, would end the process. A
/// NUL would end the text: what stands behind it would be ignored.
struct TableHeaders {
    /// The most dots of one key.
    static let dotLimit = 15

    private let bytes: [UInt8]
    private var place = 0
    private var line = 1
    /// Open brackets and braces of a value; a header begins a line outside of them.
    private var depth = 0
    private var isLineStart = true
    /// Dots since the last character that ends a key.
    private var dots = 0

    /// Throws for the first fault of `text`.
    static func check(_ text: String) throws {
        var headers = TableHeaders(bytes: Array(text.utf8))
        if let end = headers.bytes.firstIndex(of: 0) {
            headers.line = headers.bytes[..<end].count { $0 == 0x0A } + 1
            throw headers.failure("a NUL character, which no text file has")
        }
        try headers.scan()
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private var byte: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func scan() throws {
        while let byte {
            switch byte {
            case 0x0A:
                line += 1
                isLineStart = true
                dots = 0
                place += 1
            case 0x20, 0x09, 0x0D: place += 1
            case UInt8(ascii: "#"): skip { $0 != 0x0A }
            case UInt8(ascii: "\""), UInt8(ascii: "'"): skipString(byte)
            case UInt8(ascii: "[") where isLineStart && depth == 0: try header()
            case UInt8(ascii: "["), UInt8(ascii: "{"): step(by: 1)
            case UInt8(ascii: "]"), UInt8(ascii: "}"): step(by: -1)
            case UInt8(ascii: "="), UInt8(ascii: ","):
                dots = 0
                step(by: 0)
            case UInt8(ascii: "."): try dot()
            default: step(by: 0)
            }
        }
    }

    private mutating func step(by change: Int) {
        depth = max(0, depth + change)
        isLineStart = false
        place += 1
    }

    private mutating func dot() throws {
        dots += 1
        guard dots <= Self.dotLimit else { throw failure("a key of more than \(Self.dotLimit + 1) parts") }
        step(by: 0)
    }

    private mutating func skip(while isPart: (UInt8) -> Bool) {
        while let byte, isPart(byte) { place += 1 }
    }

    private mutating func header() throws {
        isLineStart = false
        place += 1
        skip { $0 == 0x20 || $0 == 0x09 }
        if byte == UInt8(ascii: "[") {
            place += 1
            skip { $0 == 0x20 || $0 == 0x09 }
        }
        guard let byte, !Self.mayFollow(byte) else { return }
        throw failure("a table's name is missing after '['")
    }

    private func failure(_ message: String) -> AssayError {
        AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "line \(line): \(message)")
    }

    private static func mayFollow(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "\""),
            UInt8(ascii: "'"), UInt8(ascii: "]"):
            true
        default: false
        }
    }

    /// Skips a string of one line, or one of many in three quotes.
    private mutating func skipString(_ quote: UInt8) {
        isLineStart = false
        let isLong = bytes[place...].starts(with: [quote, quote, quote])
        let end = [UInt8](repeating: quote, count: isLong ? 3 : 1)
        place += end.count
        while let byte, isLong || byte != 0x0A {
            if bytes[place...].starts(with: end) {
                place += end.count
                return
            }
            if byte == 0x0A { line += 1 }
            let isEscape = quote == UInt8(ascii: "\"") && byte == UInt8(ascii: "\\")
            place = min(bytes.count, place + (isEscape ? 2 : 1))
        }
    }
}
