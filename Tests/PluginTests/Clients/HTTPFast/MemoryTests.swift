// Assay: what a user costs while it waits.
// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import HTTPFast

@Suite struct MemoryTests {
    /// malloc adds at most 16 bytes to each of the two blocks.
    @Test func anIdleUserIsSmall() {
        #expect(MemoryLayout<Session>.stride + MemoryLayout<Connection>.stride <= 256)
    }

    @Test func blocksAreUsedAgain() throws {
        let pool = BufferPool()
        defer { pool.destroy() }
        for size in [1, 512, 513, 4096, 65_536] {
            let first = try #require(pool.take(size))
            #expect(first.capacity >= size && first.capacity < 2 * max(size, 512))
            pool.give(first.base, first.capacity)
            let second = try #require(pool.take(size))
            #expect(second.base == first.base)
            pool.give(second.base, second.capacity)
        }
        let large = try #require(pool.take(65_537))
        #expect(large.capacity == 65_537)
        pool.give(large.base, large.capacity)
    }

    @Test func buffersGrow() {
        let pool = BufferPool()
        defer { pool.destroy() }
        var buffer = ByteBuffer()
        var expected: [UInt8] = []
        for index in 0..<3000 {
            let piece = [UInt8](repeating: UInt8(truncatingIfNeeded: index), count: index % 97)
            expected += piece
            piece.withUnsafeBufferPointer { bytes in
                guard let base = bytes.baseAddress else { return }
                let isAppended = buffer.append(ByteView(base, bytes.count), pool)
                #expect(isAppended)
            }
        }
        buffer.removeFirst(10)
        buffer.removeLast(5)
        let view = buffer.view
        #expect(
            Array(UnsafeBufferPointer(start: view.base, count: view.count))
                == Array(expected[10..<(expected.count - 5)]))
        let hasRoom = buffer.reserve(.max, pool)
        #expect(!hasRoom)
        buffer.clear(pool)
        #expect(buffer.count == 0)
    }
}
