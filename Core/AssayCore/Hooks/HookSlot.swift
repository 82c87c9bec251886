// Assay: what one hook calls on one loop.
// SPDX-License-Identifier: Apache-2.0
internal import Glibc

/// A place in a loop's array of hooks. Confined to the loop's thread.
struct HookSlot {
    /// The observers, nil when there are none.
    var observers: UnsafeMutableRawPointer?
    /// The number of the change that put them here: an older change that arrives later is ignored.
    var version: UInt64

    /// How many hooks a host may have.
    static let capacity = 4096

    /// Makes the array, zeroed; its pages cost memory when they are first written to.
    static func allocateAll() -> UnsafeMutablePointer<HookSlot> {
        guard let memory = calloc(capacity, MemoryLayout<HookSlot>.stride) else { fatalError("out of memory") }
        return memory.bindMemory(to: HookSlot.self, capacity: capacity)
    }

    /// Frees what `allocateAll` made.
    static func deallocateAll(_ slots: UnsafeMutablePointer<HookSlot>) {
        free(slots)
    }
}
