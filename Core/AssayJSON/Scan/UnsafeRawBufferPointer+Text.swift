// Assay: what stands at an offset of a text: a plain run, a UTF-8 character, four hexadecimal digits.
// SPDX-License-Identifier: Apache-2.0

extension UnsafeRawBufferPointer {
    /// The first byte from `start` on that is a quote, a backslash, a control or, if asked for, not ASCII; eight bytes
    /// at a time.
    @inline(__always)
    func endOfPlainRun(from start: Int, stopsBeyondASCII: Bool) -> Int {
        var at = start
        while at &+ 8 <= count {
            let word = UInt64(littleEndian: loadUnaligned(fromByteOffset: at, as: UInt64.self))
            let quote = word ^ 0x2222_2222_2222_2222
            let backslash = word ^ 0x5C5C_5C5C_5C5C_5C5C
            // A borrow can only mark bytes after a true hit, so the lowest mark is exact.
            let control = (word &- 0x2020_2020_2020_2020) & ~word
            let hits =
                control | ((quote &- 0x0101_0101_0101_0101) & ~quote)
                | ((backslash &- 0x0101_0101_0101_0101) & ~backslash)
            let marks = (stopsBeyondASCII ? hits | word : hits) & 0x8080_8080_8080_8080
            if marks != 0 { return at &+ (marks.trailingZeroBitCount >> 3) }
            at &+= 8
        }
        while at < count {
            let byte = self[at]
            guard byte >= 0x20, byte != 0x22, byte != 0x5C, byte < 0x80 || !stopsBeyondASCII else { return at }
            at &+= 1
        }
        return at
    }

    /// The bytes of the well-formed character of two or three bytes at an offset; nil if it must be looked at closer.
    @inline(__always)
    func shortCharacterLength(at offset: Int) -> Int? {
        guard offset &+ 4 <= count else { return nil }
        let word = UInt32(littleEndian: loadUnaligned(fromByteOffset: offset, as: UInt32.self))
        // Three bytes: neither a shorter character's overlong form nor a surrogate.
        let start = word & 0x200F
        if word & 0xC0_C0F0 == 0x80_80E0 { return start != 0 && start != 0x200D ? 3 : nil }
        return word & 0xC0E0 == 0x80C0 && word & 0x1E != 0 ? 2 : nil
    }

    /// The bytes of the well-formed UTF-8 character of several bytes at an offset (Unicode, table 3-7), or 0.
    func characterLength(at offset: Int) -> Int {
        let lead = self[offset]
        switch lead {
        case 0xC2...0xDF: return continues(at: offset &+ 1, 0x80...0xBF) ? 2 : 0
        case 0xE0: return continues(at: offset &+ 1, 0xA0...0xBF) && continues(at: offset &+ 2) ? 3 : 0
        case 0xED: return continues(at: offset &+ 1, 0x80...0x9F) && continues(at: offset &+ 2) ? 3 : 0
        case 0xE1...0xEF: return continues(at: offset &+ 1) && continues(at: offset &+ 2) ? 3 : 0
        case 0xF0...0xF4:
            let second: ClosedRange<UInt8> = lead == 0xF0 ? 0x90...0xBF : lead == 0xF4 ? 0x80...0x8F : 0x80...0xBF
            let whole =
                continues(at: offset &+ 1, second) && continues(at: offset &+ 2) && continues(at: offset &+ 3)
            return whole ? 4 : 0
        default: return 0
        }
    }

    @inline(__always)
    private func continues(at offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
        offset < count && range.contains(self[offset])
    }

    /// The UTF-16 unit that four hexadecimal digits at an offset say, or nil.
    func hexUnit(at offset: Int) -> UInt32? {
        guard offset &+ 4 <= count else { return nil }
        var unit: UInt32 = 0
        for index in offset..<(offset &+ 4) {
            let byte = self[index]
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): unit = unit << 4 | UInt32(byte &- 0x30)
            case UInt8(ascii: "a")...UInt8(ascii: "f"): unit = unit << 4 | UInt32(byte &- 0x57)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): unit = unit << 4 | UInt32(byte &- 0x37)
            default: return nil
            }
        }
        return unit
    }
}
