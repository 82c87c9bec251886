// Assay: the faults of a shard: what is known of each, and how often each came since the last flip.
// SPDX-License-Identifier: Apache-2.0

/// Counts of faults since the last flip.
struct FaultList {
    private(set) var count = 0
    private var capacity = 0
    private var counts: UnsafeMutablePointer<FaultCount>?

    /// Appends a count and returns its position.
    mutating func append(_ fault: UnsafeMutablePointer<Fault>) -> Int {
        if count == capacity { grow() }
        guard let counts else { return -1 }
        (counts + count).initialize(to: FaultCount(fault))
        count += 1
        return count - 1
    }

    /// Counts one more at a position that `append` gave.
    func add(at position: Int, _ time: Int64) {
        guard let counts, position >= 0, position < count else { return }
        let entry = counts + position
        if entry.pointee.occurrences == 0 { entry.pointee.firstSeen = time }
        entry.pointee.occurrences &+= 1
        entry.pointee.lastSeen = max(entry.pointee.lastSeen, time)
    }

    func forEach(_ body: (FaultCount) -> Void) {
        guard let counts else { return }
        for index in 0..<count { body(counts[index]) }
    }

    mutating func removeAll() { count = 0 }

    func destroy() { counts?.deallocate() }

    private mutating func grow() {
        let larger = UnsafeMutablePointer<FaultCount>.allocate(capacity: max(16, capacity * 2))
        if let counts {
            larger.moveInitialize(from: counts, count: count)
            counts.deallocate()
        }
        counts = larger
        capacity = max(16, capacity * 2)
    }
}

/// The faults that a shard knows, at most `limit` different ones and one for all others.
///
/// Raw memory is safe here: a fault never moves, and its number is below the table's count.
struct FaultTable {
    private var table: TextTable
    private var faults: [UnsafeMutablePointer<Fault>] = []
    private let other: UnsafeMutablePointer<Fault>
    private let otherTexts: OtherFaultTexts
    var recent = FaultList()

    init(_ kind: FaultKind, limit: Int) {
        table = TextTable(limit: limit)
        otherTexts = OtherFaultTexts(kind)
        other = .allocate(capacity: 1)
        other.initialize(
            to: Fault(FaultOrigin(place: otherTexts.place, text: otherTexts.text, total: FaultOrigin.others)))
    }

    /// Counts a fault. `key` tells faults with the same text apart; `place` is kept of the first one.
    mutating func add(
        _ key: UnsafeRawBufferPointer, _ text: UnsafeRawBufferPointer, _ place: TextPair, _ time: Int64
    ) {
        var fault = other
        if let number = table.intern(key, text) {
            if number == faults.count {
                let made = UnsafeMutablePointer<Fault>.allocate(capacity: 1)
                made.initialize(to: Fault(FaultOrigin(place: place, text: table[number])))
                faults.append(made)
            }
            fault = faults[number]
        }
        if fault.pointee.position < 0 { fault.pointee.position = recent.append(fault) }
        recent.add(at: fault.pointee.position, time)
    }

    /// Sets the recent counts apart into `list`, which must be empty.
    mutating func flip(into list: inout FaultList) {
        recent.forEach { $0.fault.pointee.position = -1 }
        swap(&recent, &list)
    }

    func destroy() {
        for fault in faults + [other] {
            fault.pointee.origin.deallocate()
            fault.deallocate()
        }
        table.destroy()
        otherTexts.destroy()
        recent.destroy()
    }
}
