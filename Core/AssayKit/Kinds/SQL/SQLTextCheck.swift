// Assay: what a text for a database must be.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// The rules for values of kind/draft/sql_driver.h, for drivers.
public enum SQLTextCheck {
    /// Whether bytes are UTF-8 without U+0000.
    public static func isText(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let base = bytes.baseAddress else { return true }
        var index = 0
        let high: UInt64 = 0x8080_8080_8080_8080
        let ones: UInt64 = 0x0101_0101_0101_0101
        while index &+ 8 <= bytes.count {
            let word = base.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            // Without a high bit in the word, the difference has one where a byte is 0.
            if (word | (word &- ones)) & high != 0 { break }
            index &+= 8
        }
        while index < bytes.count {
            let length = sequence(base + index, bytes.count &- index)
            guard length > 0 else { return false }
            index &+= length
        }
        return true
    }

    /// The length of the character at `place`; 0 when it is none.
    private static func sequence(_ place: UnsafeRawPointer, _ room: Int) -> Int {
        let first = place.load(as: UInt8.self)
        if first &- 1 < 0x7F { return 1 }
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        guard first >= 0xC2, first <= 0xF4, length <= room else { return 0 }
        for index in 1..<length where place.load(fromByteOffset: index, as: UInt8.self) & 0xC0 != 0x80 { return 0 }
        let second = place.load(fromByteOffset: 1, as: UInt8.self)
        switch first {
        case 0xE0: return second >= 0xA0 ? 3 : 0
        case 0xED: return second < 0xA0 ? 3 : 0
        case 0xF0: return second >= 0x90 ? 4 : 0
        case 0xF4: return second < 0x90 ? 4 : 0
        default: return length
        }
    }
}
