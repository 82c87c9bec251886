// Assay: a growing block of bytes from a loop's pool.
// SPDX-License-Identifier: Apache-2.0
internal import Glibc

/// Bytes that grow. It owns its block until `clear`.
struct ByteBuffer {
    private(set) var base: UnsafeMutablePointer<UInt8>?
    private(set) var count = 0
    private var capacity = 0

    /// What is in it.
    @inline(__always) var view: ByteView {
        guard let base else { return ByteView("" as StaticString) }
        return ByteView(UnsafePointer(base), count)
    }

    /// Makes room for `extra` more bytes; false when there is no memory.
    @inline(__always) mutating func reserve(_ extra: Int, _ pool: BufferPool) -> Bool {
        capacity &- count >= extra || grow(extra, pool)
    }

    private mutating func grow(_ extra: Int, _ pool: BufferPool) -> Bool {
        let (needed, overflow) = count.addingReportingOverflow(extra)
        guard !overflow else { return false }
        guard let block = pool.take(max(needed, capacity &* 2)) else { return false }
        if let base {
            memcpy(block.base, base, count)
            pool.give(base, capacity)
        }
        base = block.base
        capacity = block.capacity
        return true
    }

    /// Adds bytes; the room must be there (see `reserve`).
    @inline(__always) mutating func appendReserved(_ bytes: ByteView) {
        assert(capacity - count >= bytes.count)
        guard let base else { return }
        memcpy(base + count, bytes.base, bytes.count)
        count &+= bytes.count
    }

    /// Adds one byte; the room must be there.
    @inline(__always) mutating func appendReserved(_ byte: UInt8) {
        assert(capacity > count)
        guard let base else { return }
        base[count] = byte
        count &+= 1
    }

    /// Adds bytes; false when there is no memory.
    @inline(__always) mutating func append(_ bytes: ByteView, _ pool: BufferPool) -> Bool {
        guard reserve(bytes.count, pool) else { return false }
        appendReserved(bytes)
        return true
    }

    /// Forgets the content and keeps the block.
    @inline(__always) mutating func reset() { count = 0 }

    /// Forgets the last `length` bytes.
    mutating func removeLast(_ length: Int) { count = max(0, count &- length) }

    /// Forgets the first `length` bytes.
    mutating func removeFirst(_ length: Int) {
        guard let base, length > 0, length <= count else { return }
        count &-= length
        memmove(base, base + length, count)
    }

    /// Gives the block back to the pool it came from.
    @inline(__always) mutating func clear(_ pool: BufferPool) {
        guard let base else { return }
        pool.give(base, capacity)
        self.base = nil
        count = 0
        capacity = 0
    }
}
