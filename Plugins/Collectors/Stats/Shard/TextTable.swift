// Assay: a table that gives each pair of texts a number.
// SPDX-License-Identifier: Apache-2.0
import Glibc

/// A pair of texts, as a table keeps it: both NUL-terminated, one behind the other. It never moves and never changes, so
/// another thread may read it while its table grows.
struct TextPair {
    let hash: UInt64
    let first: UnsafeMutablePointer<UInt8>
    let firstLength: Int
    let secondLength: Int

    var second: UnsafeMutablePointer<UInt8> { first + firstLength + 1 }
    var firstBytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: first, count: firstLength) }
    var secondBytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: second, count: secondLength) }
    /// Both texts with a NUL between them.
    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: first, count: firstLength + 1 + secondLength) }

    /// As C text, which ends at a NUL inside if there is one.
    var firstText: UnsafePointer<CChar> { Self.text(first) }
    var secondText: UnsafePointer<CChar> { Self.text(second) }

    private static func text(_ bytes: UnsafeMutablePointer<UInt8>) -> UnsafePointer<CChar> {
        UnsafeRawPointer(bytes).assumingMemoryBound(to: CChar.self)
    }
}

/// Gives each pair of texts a number, from 0 without a gap: open addressing on the bytes. It belongs to one thread.
///
/// Raw memory is safe here: slots hold numbers below `count` only, and both arrays have at least `count` places.
struct TextTable {
    private(set) var count = 0
    private var pairs: UnsafeMutablePointer<TextPair>
    private var capacity = 16
    private var slots: UnsafeMutablePointer<UInt32>
    private var mask = 31
    private let limit: Int

    /// A table for at most `limit` pairs.
    init(limit: Int) {
        self.limit = limit
        pairs = .allocate(capacity: capacity)
        slots = .allocate(capacity: mask + 1)
        slots.initialize(repeating: .max, count: mask + 1)
    }

    /// The number of a pair, which is copied the first time; nil when the table is full.
    mutating func intern(_ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer) -> Int? {
        let hash = Self.hash(second, Self.hash(first, 0x9E37_79B9_7F4A_7C15))
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != .max {
            let number = Int(slots[slot])
            if Self.isEqual(pairs[number], hash, first, second) { return number }
            slot = (slot + 1) & mask
        }
        guard count < limit else { return nil }
        (pairs + count).initialize(to: Self.copy(hash, first, second))
        slots[slot] = UInt32(truncatingIfNeeded: count)
        count += 1
        if count == capacity { grow() }
        return count - 1
    }

    /// The pair with a number that `intern` gave.
    subscript(number: Int) -> TextPair { pairs[number] }

    func destroy() {
        for number in 0..<count { pairs[number].first.deallocate() }
        pairs.deallocate()
        slots.deallocate()
    }

    private mutating func grow() {
        let moved = UnsafeMutablePointer<TextPair>.allocate(capacity: capacity * 2)
        moved.moveInitialize(from: pairs, count: count)
        pairs.deallocate()
        pairs = moved
        capacity *= 2
        slots.deallocate()
        mask = capacity * 2 - 1
        slots = .allocate(capacity: mask + 1)
        slots.initialize(repeating: .max, count: mask + 1)
        for number in 0..<count {
            var slot = Int(truncatingIfNeeded: pairs[number].hash) & mask
            while slots[slot] != .max { slot = (slot + 1) & mask }
            slots[slot] = UInt32(truncatingIfNeeded: number)
        }
    }

    private static func isEqual(
        _ pair: TextPair, _ hash: UInt64, _ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer
    ) -> Bool {
        pair.hash == hash && pair.firstLength == first.count && pair.secondLength == second.count
            && isEqual(pair.first, first) && isEqual(pair.second, second)
    }

    private static func isEqual(_ known: UnsafeMutablePointer<UInt8>, _ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let start = bytes.baseAddress else { return true }
        return memcmp(known, start, bytes.count) == 0
    }

    private static func copy(_ hash: UInt64, _ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer)
        -> TextPair
    {
        let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: first.count + second.count + 2)
        bytes.initialize(repeating: 0, count: first.count + second.count + 2)
        for index in 0..<first.count { bytes[index] = first[index] }
        for index in 0..<second.count { bytes[first.count + 1 + index] = second[index] }
        return TextPair(hash: hash, first: bytes, firstLength: first.count, secondLength: second.count)
    }

    private static func hash(_ bytes: UnsafeRawBufferPointer, _ seed: UInt64) -> UInt64 {
        var state = seed ^ UInt64(bytes.count)
        func mix(_ word: UInt64) {
            let product = (state ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
            state = product.high ^ product.low ^ 0xE703_7ED1_A0B4_28DB
        }
        var index = 0
        while index + 8 <= bytes.count {
            mix(bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            index += 8
        }
        var tail: UInt64 = 0
        while index < bytes.count {
            tail = tail << 8 | UInt64(bytes[index])
            index += 1
        }
        mix(tail)
        return state
    }
}
