// Assay: a growing block of bytes at a fixed place, which the ABI can lend.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import Glibc

/// Bytes that grow. The owner calls `free`.
struct ByteStore {
    private(set) var base: UnsafeMutablePointer<UInt8>?
    private(set) var count = 0
    private var capacity = 0

    /// Blocks up to this size are kept for the next response.
    private static let kept = 64 << 10

    /// What is in it, borrowed until the next change.
    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

    /// The same for the ABI.
    var abiBytes: assay_bytes_t { assay_bytes_t(data: UnsafePointer(base), length: count) }

    /// A part of it for the ABI; empty when it is not within.
    func text(_ range: Range<Int>) -> assay_string_t {
        guard let base, range.upperBound <= count else { return assay_string_t(data: nil, length: 0) }
        let start = UnsafeRawPointer(base + range.lowerBound).assumingMemoryBound(to: CChar.self)
        return assay_string_t(data: start, length: range.count)
    }

    /// Adds bytes; false when there is no memory.
    mutating func append(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let source = bytes.baseAddress, bytes.count > 0 else { return true }
        let (needed, overflow) = count.addingReportingOverflow(bytes.count)
        guard !overflow else { return false }
        if needed > capacity {
            let grown = max(needed, capacity &* 2, 512)
            guard let block = realloc(base, grown) else { return false }
            base = block.assumingMemoryBound(to: UInt8.self)
            capacity = grown
        }
        guard let base else { return false }
        memcpy(base + count, source, bytes.count)
        count = needed
        return true
    }

    /// Adds one byte; false when there is no memory.
    mutating func append(_ byte: UInt8) -> Bool {
        withUnsafeBytes(of: byte) { append($0) }
    }

    /// Forgets the content, and the block when it is large.
    mutating func clear() {
        if capacity > Self.kept { free() }
        count = 0
    }

    /// Gives the block back.
    mutating func free() {
        Glibc.free(base)
        base = nil
        count = 0
        capacity = 0
    }
}
