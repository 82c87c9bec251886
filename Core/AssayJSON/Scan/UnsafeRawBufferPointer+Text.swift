// Assay: what stands at an offset of a text: a UTF-8 character, four hexadecimal digits.
// SPDX-License-Identifier: Apache-2.0

extension UnsafeRawBufferPointer {
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
