// Assay: event copies one after the other.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import Glibc

/// A piece of memory that grows to what was needed and is filled and emptied as a whole.
///
/// Sendable: the memory has one owner, this value, which cannot be copied.
struct EventBuffer: ~Copyable, @unchecked Sendable {
    private var memory: UnsafeMutableRawPointer?
    private var capacity = 0
    private var end = 0
    private var position = 0
    private var count = 0

    deinit {
        free(memory)
    }

    /// Whether every event has been taken.
    var isEmpty: Bool { position == end }

    /// Adds a copy of an event; false when that would pass the bounds of MainQueue.
    mutating func append(_ event: UnsafePointer<assay_event_t>, _ declaration: assay_hook_declaration_t) -> Bool {
        let size = EventCopy.size(event, declaration) + EventCopy.alignment
        guard count < MainQueue.capacity, end + size <= MainQueue.byteCapacity, let memory = reserve(end + size) else {
            return false
        }
        memory.storeBytes(of: size, toByteOffset: end, as: Int.self)
        EventCopy.write(event, declaration, to: memory + end + EventCopy.alignment)
        (memory + end + EventCopy.alignment).assumingMemoryBound(to: assay_event_t.self).pointee.hook =
            event.pointee.hook
        end += size
        count += 1
        return true
    }

    private mutating func reserve(_ bytes: Int) -> UnsafeMutableRawPointer? {
        if bytes > capacity {
            let larger = max(bytes, capacity * 2, 64 * 1024)
            guard let grown = realloc(memory, larger) else { return nil }
            memory = grown
            capacity = larger
        }
        return memory
    }

    /// The next event, which stays where it is until `removeAll`.
    mutating func next(_ registry: HookRegistry) -> UnsafePointer<assay_event_t>? {
        guard position < end, let memory else { return nil }
        let start = memory + position
        position += start.load(as: Int.self)
        let copy = start + EventCopy.alignment
        let hook = copy.assumingMemoryBound(to: assay_event_t.self).pointee.hook
        return registry[hook].map { UnsafePointer(EventCopy.relocate(copy, $0.pointee)) }
    }

    /// Forgets the events and keeps the memory.
    mutating func removeAll() {
        end = 0
        position = 0
        count = 0
    }
}
