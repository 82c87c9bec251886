// Assay: one line of a text in quotes.
// SPDX-License-Identifier: Apache-2.0

/// The part of a quoted text that is in one line.
struct QuotedPiece {
    private let line: ArraySlice<UInt8>
    private let quote: UInt8
    private(set) var bytes: [UInt8] = []
    /// Where the line goes on behind the closing quote; nil when the text goes on in the next line.
    private(set) var end: Int?
    /// Whether a backslash at the end joins the next line.
    private(set) var isJoined = false
    /// How much of `bytes` an escape has made, so that its spaces stay.
    private var kept = 0

    init(_ line: ArraySlice<UInt8>, _ quote: UInt8) {
        self.line = line
        self.quote = quote
    }

    mutating func read(_ row: Int) throws(MetaError) {
        var place = line.startIndex
        while place < line.endIndex {
            let byte = line[place]
            if byte == quote {
                guard quote == UInt8(ascii: "'"), place + 1 < line.endIndex, line[place + 1] == quote else {
                    end = place + 1
                    return
                }
                bytes.append(quote)
                place += 2
            } else if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                guard place + 1 < line.endIndex else {
                    isJoined = true
                    kept = bytes.count
                    return
                }
                place = try escape(at: place + 1, row)
                kept = bytes.count
            } else {
                bytes.append(byte)
                place += 1
            }
        }
    }

    /// Drops the spaces before a break.
    mutating func trimEnd() {
        while bytes.count > kept, let last = bytes.last, last == UInt8(ascii: " ") || last == UInt8(ascii: "\t") {
            bytes.removeLast()
        }
    }

    private static let short: [UInt8: UInt32] = [
        UInt8(ascii: "0"): 0, UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8, UInt8(ascii: "t"): 9, UInt8(ascii: "n"): 10,
        UInt8(ascii: "v"): 11, UInt8(ascii: "f"): 12, UInt8(ascii: "r"): 13, UInt8(ascii: "e"): 27,
        UInt8(ascii: " "): 32, UInt8(ascii: "\""): 34, UInt8(ascii: "/"): 47, UInt8(ascii: "\\"): 92,
        UInt8(ascii: "N"): 0x85, UInt8(ascii: "_"): 0xA0, UInt8(ascii: "L"): 0x2028, UInt8(ascii: "P"): 0x2029,
    ]

    /// Reads what follows a backslash; the place behind it.
    private mutating func escape(at place: Int, _ row: Int) throws(MetaError) -> Int {
        let digits = [UInt8(ascii: "x"): 2, UInt8(ascii: "u"): 4, UInt8(ascii: "U"): 8][line[place]] ?? 0
        let hex = line[(place + 1)...].prefix(digits)
        let code = digits == 0 ? Self.short[line[place]] : UInt32(String(decoding: hex, as: UTF8.self), radix: 16)
        guard hex.count == digits, let code, let scalar = UnicodeScalar(code) else {
            throw MetaError(line: row, "an escape that is none of YAML's")
        }
        bytes += Array(String(Character(scalar)).utf8)
        return place + 1 + digits
    }
}
