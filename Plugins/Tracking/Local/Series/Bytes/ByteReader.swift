// Assay: reads numbers from bytes that may be damaged.
// SPDX-License-Identifier: Apache-2.0

/// Reads numbers from bytes; every read is checked and moves on.
struct ByteReader {
    private let bytes: [UInt8]
    private(set) var offset: Int
    private let end: Int

    /// Reads `range` of `bytes`, which must lie in them.
    init(_ bytes: [UInt8], _ range: Range<Int>) {
        self.bytes = bytes
        offset = range.lowerBound
        end = range.upperBound
    }

    var remaining: Int { end - offset }

    mutating func byte() throws(SeriesError) -> UInt8 {
        guard remaining >= 1 else { throw .truncated }
        defer { offset += 1 }
        return bytes[offset]
    }

    mutating func fixed32() throws(SeriesError) -> UInt32 {
        guard remaining >= 4 else { throw .truncated }
        defer { offset += 4 }
        return UInt32(littleEndian: bytes.span.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }

    mutating func fixed64() throws(SeriesError) -> UInt64 {
        guard remaining >= 8 else { throw .truncated }
        defer { offset += 8 }
        return UInt64(littleEndian: bytes.span.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    /// An LEB128 number of at most ten bytes; one with needless bytes is refused, so that each number has one form.
    mutating func varint() throws(SeriesError) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let next = try byte()
            if shift == 63 && next > 1 { throw .invalid("number") }
            value |= UInt64(next & 0x7F) &<< shift
            if next < 0x80 {
                if next == 0 && shift > 0 { throw .invalid("number") }
                return value
            }
            shift += 7
            if shift > 63 { throw .invalid("number") }
        }
    }

    /// A varint whose lowest bit is the sign.
    mutating func signed() throws(SeriesError) -> Int64 { Zigzag.decode(try varint()) }

    /// A varint of at most `limit`.
    mutating func count(upTo limit: Int, _ field: String) throws(SeriesError) -> Int {
        let value = try varint()
        guard value <= UInt64(limit) else { throw .invalid(field) }
        return Int(value)
    }

    /// A text of `count` bytes of UTF-8; nil when they are none.
    mutating func text(_ count: Int) throws(SeriesError) -> String? {
        guard count >= 0, remaining >= count else { throw .truncated }
        defer { offset += count }
        return String(validating: bytes[offset..<offset + count], as: UTF8.self)
    }

    /// Reads the next `count` bytes with `body`.
    mutating func take<Result>(
        _ count: Int, _ body: (RawSpan) -> Result
    ) throws(SeriesError) -> Result {
        guard count >= 0, remaining >= count else { throw .truncated }
        defer { offset += count }
        return body(bytes.span.bytes.extracting(offset..<offset + count))
    }
}
