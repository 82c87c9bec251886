// Assay: UTF-8 in which surrogates may stand alone, as Python's texts may.
// SPDX-License-Identifier: Apache-2.0

extension UInt8 {
    /// The value of a hexadecimal digit.
    var hexadecimalDigit: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

extension [UInt8] {
    /// Appends a character, or a surrogate as if it were one.
    mutating func appendCodePoint(_ code: UInt32) {
        switch code {
        case ..<0x80: append(UInt8(code))
        case ..<0x800: append(contentsOf: [UInt8(0xC0 | code >> 6), UInt8(0x80 | code & 0x3F)])
        case ..<0x10000:
            append(contentsOf: [UInt8(0xE0 | code >> 12), UInt8(0x80 | code >> 6 & 0x3F), UInt8(0x80 | code & 0x3F)])
        default:
            append(contentsOf: [
                UInt8(0xF0 | code >> 18 & 7), UInt8(0x80 | code >> 12 & 0x3F), UInt8(0x80 | code >> 6 & 0x3F),
                UInt8(0x80 | code & 0x3F),
            ])
        }
    }

    /// True if a surrogate is among the characters, which must be well formed otherwise.
    var containsSurrogate: Bool {
        indices.contains { self[$0] == 0xED && $0 + 1 < count && self[$0 + 1] >= 0xA0 }
    }

    /// The UTF-16 units of text that is well formed but for surrogates.
    var utf16UnitsWithSurrogates: [UInt16] {
        var result: [UInt16] = []
        var place = 0
        while place < count {
            let first = self[place]
            let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
            var code = UInt32(length == 1 ? first : first & (0x7F >> UInt8(length)))
            for next in place + 1..<Swift.min(place + length, count) { code = code << 6 | UInt32(self[next] & 0x3F) }
            if code >= 0x10000 {
                result.append(UInt16(0xD800 + (code - 0x10000) >> 10))
                result.append(UInt16(0xDC00 + code & 0x3FF))
            } else {
                result.append(UInt16(code))
            }
            place += length
        }
        return result
    }
}

extension UnsafeRawBufferPointer {
    /// True if the bytes are UTF-8, apart from surrogates that are encoded as if they were characters.
    var isUTF8WithSurrogates: Bool {
        var place = 0
        while place < count {
            if self[place] < 0x80 {
                place += 1
                continue
            }
            let length = lengthOfCharacter(at: place)
            guard length > 0 else { return false }
            place += length
        }
        return true
    }

    /// The bytes of the character that begins here with a byte beyond ASCII; 0 if it is not well formed.
    private func lengthOfCharacter(at place: Int) -> Int {
        let first = self[place]
        let length: Int
        let second: ClosedRange<UInt8>
        switch first {
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return 0
        }
        guard place + length <= count, second.contains(self[place + 1]) else { return 0 }
        return self[(place + 2)..<(place + length)].allSatisfy { $0 & 0xC0 == 0x80 } ? length : 0
    }
}
