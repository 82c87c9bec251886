// Assay: memory that grows as values are appended.
// SPDX-License-Identifier: Apache-2.0

/// A run of bytes that its owner grows and frees. Its address holds until the next append.
struct GrowingMemory {
    /// Where it is; nil while nothing was ever appended.
    private(set) var base: UnsafeMutableRawPointer?
    /// How many bytes are used.
    private(set) var count = 0
    private var capacity = 0

    mutating func free() {
        base?.deallocate()
        self = GrowingMemory()
    }

    mutating func removeAll() { count = 0 }

    /// Appends one value, at its own alignment when all values have one size.
    mutating func append<Value: BitwiseCopyable>(_ value: Value) {
        let end = makeRoom(MemoryLayout<Value>.size)
        end.storeBytes(of: value, as: Value.self)
    }

    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        let end = makeRoom(bytes.count)
        if let source = bytes.baseAddress { end.copyMemory(from: source, byteCount: bytes.count) }
    }

    /// Sets a bit within what was appended.
    mutating func setBit(_ index: Int) {
        guard let base, index / 8 < count else { return }
        let byte = base.advanced(by: index / 8).assumingMemoryBound(to: UInt8.self)
        byte.pointee |= 1 << UInt8(truncatingIfNeeded: index % 8)
    }

    /// Makes the used bytes longer by `size` and returns where the new ones begin.
    mutating func makeRoom(_ size: Int) -> UnsafeMutableRawPointer {
        let needed = count &+ size
        if let base, needed <= capacity {
            defer { count = needed }
            return base + count
        }
        let larger = max(64, capacity &* 2, needed)
        let memory = UnsafeMutableRawPointer.allocate(byteCount: larger, alignment: 16)
        if let base {
            memory.copyMemory(from: base, byteCount: count)
            base.deallocate()
        }
        base = memory
        capacity = larger
        defer { count = needed }
        return memory + count
    }
}
