// Assay: writing a string in quotes, escaped where it must be.
// SPDX-License-Identifier: Apache-2.0

extension JSONWriter {
    /// Writes a string.
    public mutating func string(_ value: String) {
        prepare()
        quote(value)
    }

    /// Appends a string in quotes; runs that need no escape are copied whole.
    mutating func quote(_ value: String) {
        bytes.append(UInt8(ascii: "\""))
        var value = value
        value.withUTF8 { text in
            var copied = 0
            var at = 0
            while at < text.count {
                if !htmlSafe { at = UnsafeRawBufferPointer(text).endOfPlainRun(from: at, stopsBeyondASCII: false) }
                guard at < text.count else { break }
                let length = escapedLength(text, at)
                if length > 0 {
                    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[copied..<at]))
                    escape(text, at)
                    copied = at &+ length
                }
                at &+= max(1, length)
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[copied..<text.count]))
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// The bytes of the character at an offset if it must be escaped, or 0.
    @inline(__always)
    private func escapedLength(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
        let byte = text[at]
        if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return 1 }
        guard htmlSafe else { return 0 }
        switch byte {
        case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"), UInt8(ascii: "'"): return 1
        // U+2028 and U+2029 are E2 80 A8 and E2 80 A9.
        case 0xE2: return at &+ 2 < text.count && text[at &+ 1] == 0x80 && text[at &+ 2] & 0xFE == 0xA8 ? 3 : 0
        default: return 0
        }
    }

    private mutating func escape(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) {
        bytes.append(UInt8(ascii: "\\"))
        switch text[at] {
        case UInt8(ascii: "\""): bytes.append(UInt8(ascii: "\""))
        case UInt8(ascii: "\\"): bytes.append(UInt8(ascii: "\\"))
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0xE2: unicodeEscape(0x2000 | UInt16(text[at &+ 2] & 0x3F))
        case let byte: unicodeEscape(UInt16(byte))
        }
    }

    /// Appends the `uXXXX` of an escape.
    private mutating func unicodeEscape(_ unit: UInt16) {
        bytes.append(UInt8(ascii: "u"))
        for shift: UInt16 in [12, 8, 4, 0] {
            let digit = UInt8(truncatingIfNeeded: unit >> shift & 0xF)
            bytes.append(digit < 10 ? digit &+ UInt8(ascii: "0") : digit &+ (UInt8(ascii: "a") &- 10))
        }
    }
}
