// Assay: looks at eight bytes at once.
// SPDX-License-Identifier: Apache-2.0

extension ByteView {
    /// The eight bytes at `index`; `index + 8` is at most `count`.
    @inline(__always) func word(_ index: Int) -> UInt64 {
        assert(index >= 0 && index &+ 8 <= count)
        return UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self)
    }

    /// Where the first control character but a tab is at or after `start`, `count` when there is none: what may stand in no
    /// header value.
    @inline(__always) func controlIndex(from start: Int) -> Int {
        var index = start
        while index &+ 8 <= count {
            let controls = Self.controls(word(index))
            if controls == 0 {
                index &+= 8
                continue
            }
            index &+= controls.trailingZeroBitCount / 8
            guard base[index] == ASCII.tab else { return index }
            index &+= 1
        }
        while index < count, !ASCII.isControl(base[index]) { index &+= 1 }
        return index
    }

    /// The high bits of those of eight bytes that are below 32 or 127. The lowest is exact; a subtraction borrows from the
    /// bytes above one that it finds, so those may be told wrongly.
    @inline(__always) private static func controls(_ word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let below32 = (word &- ones &* 32) & ~word
        let delete = word ^ (ones &* 127)
        return (below32 | ((delete &- ones) & ~delete)) & (ones &* 128)
    }

    /// How many letters, digits and hyphens there are from `start` on, counted as far as whole words go: up to seven more
    /// may follow.
    @inline(__always) func plainNameLength(from start: Int) -> Int {
        var index = start
        while index &+ 8 <= count {
            let others = Self.othersThanPlain(word(index))
            if others != 0 { return index &- start &+ others.trailingZeroBitCount / 8 }
            index &+= 8
        }
        return index &- start
    }

    /// The high bits of those of eight bytes that are no letters, digits or hyphens. Without its high bit a byte can be
    /// compared by an addition that carries into it: `byte + 128 - limit` has it where the byte is at least `limit`.
    @inline(__always) private static func othersThanPlain(_ word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let high = ones &* 128
        let low = word & ~high
        let small = low | ones &* 32
        let letters = (small &+ ones &* (128 - 97)) & ~(small &+ ones &* (128 - 123))
        let digits = (low &+ ones &* (128 - 48)) & ~(low &+ ones &* (128 - 58))
        let hyphens = ~((low ^ ones &* 45) &+ ones &* 127)
        return (word | ~(letters | digits | hyphens)) & high
    }

    /// As `equalsIgnoringCase`, for a name of 8 to 17 characters of letters and hyphens, against bytes that hold no
    /// control characters: setting bit 5 makes letters small, and leaves what no other such byte becomes.
    @inline(__always) func equalsName(_ lowercase: StaticString) -> Bool {
        guard count == lowercase.utf8CodeUnitCount else { return false }
        let other = ByteView(lowercase)
        let small: UInt64 = 0x2020_2020_2020_2020
        var difference = (word(0) | small) ^ other.word(0)
        difference |= (word(count &- 8) | small) ^ other.word(count &- 8)
        if count > 16 { difference |= (word(8) | small) ^ other.word(8) }
        return difference == 0
    }
}
