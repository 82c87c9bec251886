// Assay: writes numbers to bytes.
// SPDX-License-Identifier: Apache-2.0

/// Writes numbers to bytes, in the forms that `ByteReader` reads.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    init(capacity: Int) { bytes.reserveCapacity(capacity) }

    var count: Int { bytes.count }

    mutating func byte(_ value: UInt8) { bytes.append(value) }

    mutating func fixed32(_ value: UInt32) {
        for shift in stride(from: UInt32(0), to: 32, by: 8) { bytes.append(UInt8(truncatingIfNeeded: value &>> shift)) }
    }

    mutating func fixed64(_ value: UInt64) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: value &>> shift)) }
    }

    mutating func varint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest &>>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    mutating func signed(_ value: Int64) { varint(Zigzag.encode(value)) }

    mutating func text(_ text: String) { bytes.append(contentsOf: text.utf8) }

    mutating func append(_ more: [UInt8]) { bytes.append(contentsOf: more) }

    /// Appends `count` numbers of one width, lowest byte first.
    @inline(__always)
    mutating func numbers<Number: FixedWidthInteger & BitwiseCopyable>(_ count: Int, _ number: (Int) -> Number) {
        let size = MemoryLayout<Number>.size
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: count &* size))
        var span = bytes.mutableSpan
        var output = span.mutableBytes
        for index in 0..<count {
            output.storeBytes(of: number(index).littleEndian, toByteOffset: start &+ index &* size, as: Number.self)
        }
    }

    /// The bytes, sealed with their checksum.
    consuming func sealed() -> [UInt8] {
        let checksum = Checksum.of(bytes.span.bytes)
        fixed32(checksum)
        return bytes
    }
}
