// Assay: remembers the ids of (method, name), so that a request does not ask for them again.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import Glibc

/// What the recorder gave for (method, name), and texts that end with a NUL. Entries stay for the life of the profile;
/// when the table is full, further names are looked up each time.
struct NameCache {
    /// One pair; the texts follow in one block: method, NUL, name, NUL.
    struct Entry {
        let hash: UInt64
        let text: UnsafeMutablePointer<UInt8>
        let methodLength: UInt32
        let nameLength: UInt32
        let id: UInt32

        var method: ByteView { ByteView(text, Int(methodLength)) }
        var name: ByteView { ByteView(text + Int(methodLength) + 1, Int(nameLength)) }
    }

    private static let slotCount = 2048
    private static let maxEntries = 1024
    private let slots: UnsafeMutablePointer<UnsafeMutablePointer<Entry>?>
    private var entryCount = 0

    init() {
        slots = .allocate(capacity: Self.slotCount)
        slots.initialize(repeating: nil, count: Self.slotCount)
    }

    /// The entry of (method, name), or nil.
    @inline(__always) func find(_ method: ByteView, _ name: ByteView) -> UnsafeMutablePointer<Entry>? {
        let hash = Self.hash(method, name)
        var index = Int(truncatingIfNeeded: hash) & (Self.slotCount - 1)
        while let entry = slots[index] {
            if entry.pointee.hash == hash && entry.pointee.method.equals(method) && entry.pointee.name.equals(name) {
                return entry
            }
            index = (index &+ 1) & (Self.slotCount - 1)
        }
        return nil
    }

    /// Adds an entry; nil when the table is full or the texts are too long to keep.
    mutating func add(_ method: ByteView, _ name: ByteView, _ id: UInt32) -> UnsafeMutablePointer<Entry>? {
        guard entryCount < Self.maxEntries, method.count &+ name.count <= 4096 else { return nil }
        let hash = Self.hash(method, name)
        var index = Int(truncatingIfNeeded: hash) & (Self.slotCount - 1)
        while slots[index] != nil { index = (index &+ 1) & (Self.slotCount - 1) }
        let text = UnsafeMutablePointer<UInt8>.allocate(capacity: method.count + name.count + 2)
        memcpy(text, method.base, method.count)
        text[method.count] = 0
        memcpy(text + method.count + 1, name.base, name.count)
        text[method.count + name.count + 1] = 0
        let entry = UnsafeMutablePointer<Entry>.allocate(capacity: 1)
        entry.initialize(
            to: Entry(
                hash: hash, text: text, methodLength: UInt32(method.count), nameLength: UInt32(name.count), id: id))
        slots[index] = entry
        entryCount += 1
        return entry
    }

    /// Mixes eight bytes at a time: it need not withstand an attack, since names come from the scenario and a full
    /// table only costs time.
    @inline(__always) private static func hash(_ method: ByteView, _ name: ByteView) -> UInt64 {
        mix(mix(0x9E37_79B9_7F4A_7C15, method), name)
    }

    @inline(__always) private static func mix(_ seed: UInt64, _ bytes: ByteView) -> UInt64 {
        var hash = seed ^ UInt64(truncatingIfNeeded: bytes.count)
        var index = 0
        while index &+ 8 <= bytes.count {
            let word = UnsafeRawPointer(bytes.base + index).loadUnaligned(as: UInt64.self)
            hash = (hash ^ word) &* 0xFF51_AFD7_ED55_8CCD
            hash ^= hash >> 32
            index &+= 8
        }
        var tail: UInt64 = 0
        while index < bytes.count {
            tail = tail << 8 | UInt64(bytes[index])
            index &+= 1
        }
        hash = (hash ^ tail) &* 0xFF51_AFD7_ED55_8CCD
        return hash ^ (hash >> 29)
    }

    func destroy() {
        for index in 0..<Self.slotCount {
            guard let entry = slots[index] else { continue }
            entry.pointee.text.deallocate()
            entry.deallocate()
        }
        slots.deallocate()
    }
}
