// Assay: requests and failures of each of the last seconds.
// SPDX-License-Identifier: Apache-2.0

/// Requests and failures in one second of the wall clock.
struct SecondCount {
    var second: Int64 = 0
    var requests: UInt32 = 0
    var failures: UInt32 = 0
}

/// The last 16 seconds in which something ended. Older seconds are overwritten; a time older than its slot is dropped.
///
/// Raw memory is safe here: the slot index is the second's low four bits.
struct SecondRing {
    static let capacity = 16
    private let slots: UnsafeMutablePointer<SecondCount>

    init() {
        slots = .allocate(capacity: Self.capacity)
        slots.initialize(repeating: SecondCount(), count: Self.capacity)
    }

    /// Counts requests, and the failures among them.
    @inline(__always)
    func add(second: Int64, requests: UInt32, failures: UInt32) {
        let slot = slots + Int(truncatingIfNeeded: second & Int64(Self.capacity - 1))
        if slot.pointee.second != second {
            guard slot.pointee.second < second else { return }
            slot.pointee = SecondCount(second: second)
        }
        slot.pointee.requests &+= requests
        slot.pointee.failures &+= failures
    }

    /// Adds the seconds of another ring.
    func add(_ other: SecondRing) {
        for index in 0..<Self.capacity where other.slots[index].requests > 0 {
            let count = other.slots[index]
            add(second: count.second, requests: count.requests, failures: count.failures)
        }
    }

    /// The counts of one second.
    func count(of second: Int64) -> SecondCount {
        let count = slots[Int(truncatingIfNeeded: second & Int64(Self.capacity - 1))]
        return count.second == second ? count : SecondCount(second: second)
    }

    /// The seconds in which something ended, oldest first.
    var counts: [SecondCount] {
        (0..<Self.capacity).map { slots[$0] }.filter { $0.requests > 0 }.sorted { $0.second < $1.second }
    }

    func clear() {
        slots.update(repeating: SecondCount(), count: Self.capacity)
    }

    func destroy() {
        slots.deallocate()
    }
}
