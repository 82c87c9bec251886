// Assay: memory for responses, used again and again on one loop.
// SPDX-License-Identifier: Apache-2.0
internal import Glibc

/// Free blocks of one loop, in eight size classes from 512 bytes to 64 KiB. Larger blocks come from malloc.
struct BufferPool {
    /// Written into a free block.
    private struct FreeBlock {
        var next: UnsafeMutableRawPointer?
    }

    private static let smallest = 512
    private static let classCount = 8
    /// The most bytes that one class keeps.
    private static let maxKept = 1 << 20

    private let heads: UnsafeMutablePointer<UnsafeMutableRawPointer?>
    private let kept: UnsafeMutablePointer<Int>

    init() {
        heads = .allocate(capacity: Self.classCount)
        heads.initialize(repeating: nil, count: Self.classCount)
        kept = .allocate(capacity: Self.classCount)
        kept.initialize(repeating: 0, count: Self.classCount)
    }

    /// The class of blocks of `size` bytes, or of the smallest that hold as many; classCount or more for none.
    @inline(__always) private static func sizeClass(_ size: Int) -> Int {
        size <= smallest ? 0 : (size &- 1).bitWidth &- (size &- 1).leadingZeroBitCount &- 9
    }

    /// A block of at least `size` bytes, or nil when there is no memory.
    @inline(__always) func take(_ size: Int) -> (base: UnsafeMutablePointer<UInt8>, capacity: Int)? {
        let index = Self.sizeClass(size)
        guard index < Self.classCount else {
            guard let block = malloc(size) else { return nil }
            return (block.assumingMemoryBound(to: UInt8.self), size)
        }
        let capacity = Self.smallest << index
        if let block = heads[index] {
            heads[index] = block.assumingMemoryBound(to: FreeBlock.self).pointee.next
            kept[index] &-= capacity
            return (block.assumingMemoryBound(to: UInt8.self), capacity)
        }
        guard let block = malloc(capacity) else { return nil }
        return (block.assumingMemoryBound(to: UInt8.self), capacity)
    }

    /// Takes a block back; `capacity` as `take` gave it.
    @inline(__always) func give(_ base: UnsafeMutablePointer<UInt8>, _ capacity: Int) {
        let index = Self.sizeClass(capacity)
        guard index < Self.classCount, capacity == Self.smallest << index,
            kept[index] &+ capacity <= Self.maxKept
        else { return free(base) }
        let block = UnsafeMutableRawPointer(base)
        block.bindMemory(to: FreeBlock.self, capacity: 1).pointee.next = heads[index]
        heads[index] = block
        kept[index] &+= capacity
    }

    /// Frees everything that was given back.
    func destroy() {
        for index in 0..<Self.classCount {
            var block = heads[index]
            while let current = block {
                block = current.assumingMemoryBound(to: FreeBlock.self).pointee.next
                free(current)
            }
        }
        heads.deallocate()
        kept.deallocate()
    }
}
