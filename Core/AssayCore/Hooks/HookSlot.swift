// Assay: what one hook calls on one loop.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import Glibc

/// A place in a loop's array of hooks. Confined to the loop's thread.
struct HookSlot {
    /// The observers that `list` holds, ended by one without a listener; nil when there are none. All that an emitter
    /// reads.
    var observers: UnsafePointer<Observer>?
    /// The list, which this slot retains.
    private var list: ObserverList?

    /// Puts a newer list in place and returns the list that this slot no longer retains: the older one, or `newer`
    /// itself when it comes late.
    mutating func replace(with newer: ObserverList) -> ObserverList? {
        if let list, list.version > newer.version { return newer }
        defer {
            list = newer
            observers = newer.observers
        }
        return list
    }

    /// Empties the slot of a loop that has ended, and returns what it retained.
    mutating func clear() -> ObserverList? {
        defer {
            list = nil
            observers = nil
        }
        return list
    }

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
