// Assay: numbers side by side in as few bits as they need.
// SPDX-License-Identifier: Apache-2.0

/// Numbers of `width` bits side by side, the first in the lowest bits of the first byte.
enum BitPacking {
    static func byteCount(_ count: Int, width: Int) -> Int { (count &* width &+ 7) &>> 3 }

    /// How many bits `value` needs.
    @inline(__always)
    static func width(_ value: UInt64) -> Int { 64 &- value.leadingZeroBitCount }

    /// The number with the `width` lowest bits set; `width` is at most 64.
    @inline(__always)
    static func mask(_ width: Int) -> UInt64 { width >= 64 ? ~0 : (1 &<< UInt64(width)) &- 1 }

    /// Appends `values`, each below 2^`width`.
    static func pack(_ values: Span<UInt64>, width: Int, into writer: inout ByteWriter) {
        guard width > 0 else { return }
        var word: UInt64 = 0
        var fill = 0
        for index in values.indices {
            let value = values[index]
            word |= value &<< UInt64(fill)
            fill &+= width
            if fill >= 64 {
                writer.fixed64(word)
                fill &-= 64
                word = fill == 0 ? 0 : value &>> UInt64(width &- fill)
            }
        }
        for shift in stride(from: 0, to: fill, by: 8) { writer.byte(UInt8(truncatingIfNeeded: word &>> UInt64(shift))) }
    }

    /// Reads `count` numbers into `output` from `start` on; `bytes` holds exactly `byteCount` bytes.
    static func unpack(
        _ bytes: RawSpan, width: Int, count: Int, into output: inout MutableSpan<UInt64>, at start: Int
    ) {
        guard width > 0 else {
            for index in start..<start + count { output[index] = 0 }
            return
        }
        let mask = mask(width)
        // A load of eight bytes holds a number of up to 57 bits wherever it starts.
        let direct = width > 57 || bytes.byteCount < 8 ? 0 : min(count, (bytes.byteCount &- 8) &* 8 / width &+ 1)
        var bit = 0
        for index in start..<start + direct {
            let word = bytes.unsafeLoadUnaligned(fromByteOffset: bit &>> 3, as: UInt64.self)
            output[index] = (UInt64(littleEndian: word) &>> UInt64(bit & 7)) & mask
            bit &+= width
        }
        for index in start + direct..<start + count {
            output[index] = straddling(bytes, bit) & mask
            bit &+= width
        }
    }

    /// The up to 64 bits from `bit` on, however they lie; what is beyond the end is 0.
    private static func straddling(_ bytes: RawSpan, _ bit: Int) -> UInt64 {
        let offset = bit &>> 3
        let shift = UInt64(bit & 7)
        if offset &+ 9 <= bytes.byteCount {
            let low = UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
            let high = UInt64(bytes.unsafeLoad(fromByteOffset: offset &+ 8, as: UInt8.self))
            return shift == 0 ? low : (low &>> shift) | (high &<< (64 &- shift))
        }
        var low: UInt64 = 0
        for index in offset..<min(offset &+ 8, bytes.byteCount) {
            low |= UInt64(bytes.unsafeLoad(fromByteOffset: index, as: UInt8.self)) &<< UInt64((index &- offset) &* 8)
        }
        return low &>> shift
    }
}
