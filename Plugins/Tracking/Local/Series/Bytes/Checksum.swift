// Assay: the checksum at the end of chunks and tail rows.
// SPDX-License-Identifier: Apache-2.0

/// CRC-32 as zlib, Ethernet and PNG have it (polynomial EDB88320, reflected): it finds every change of up to 32
/// neighbouring bits, and any other with a chance of 1 - 2^-32.
enum Checksum {
    /// Eight tables of 256: what a byte does to the checksum when 0…7 bytes follow it.
    private static let tables: [UInt32] = {
        var tables = [UInt32](repeating: 0, count: 8 * 256)
        for index in 0..<256 {
            var value = UInt32(index)
            for _ in 0..<8 { value = (value & 1) == 1 ? (value &>> 1) ^ 0xEDB8_8320 : value &>> 1 }
            tables[index] = value
        }
        for index in 256..<8 * 256 {
            let before = tables[index - 256]
            tables[index] = (before &>> 8) ^ tables[Int(before & 0xFF)]
        }
        return tables
    }()

    /// The checksum of `bytes`.
    static func of(_ bytes: RawSpan) -> UInt32 {
        let table = tables.span
        var checksum = ~UInt32(0)
        var offset = 0
        while offset + 8 <= bytes.byteCount {
            let word = UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
            let low = UInt32(truncatingIfNeeded: word) ^ checksum
            let high = UInt32(truncatingIfNeeded: word &>> 32)
            checksum = table[1792 + Int(low & 0xFF)] ^ table[1536 + Int((low &>> 8) & 0xFF)]
            checksum ^= table[1280 + Int((low &>> 16) & 0xFF)] ^ table[1024 + Int(low &>> 24)]
            checksum ^= table[768 + Int(high & 0xFF)] ^ table[512 + Int((high &>> 8) & 0xFF)]
            checksum ^= table[256 + Int((high &>> 16) & 0xFF)] ^ table[Int(high &>> 24)]
            offset += 8
        }
        while offset < bytes.byteCount {
            let byte = bytes.unsafeLoad(fromByteOffset: offset, as: UInt8.self)
            checksum = (checksum &>> 8) ^ table[Int((checksum ^ UInt32(byte)) & 0xFF)]
            offset += 1
        }
        return ~checksum
    }

    /// A reader of `bytes` without their last four, which must be the checksum of the others.
    static func open(_ bytes: [UInt8]) throws(SeriesError) -> ByteReader {
        guard bytes.count > 4 else { throw .truncated }
        let body = 0..<bytes.count - 4
        var seal = ByteReader(bytes, body.upperBound..<bytes.count)
        guard of(bytes.span.bytes.extracting(body)) == (try seal.fixed32()) else { throw .checksum }
        return ByteReader(bytes, body)
    }
}
