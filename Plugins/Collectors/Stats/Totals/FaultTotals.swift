// Assay: the sums of errors, or of exceptions.
// SPDX-License-Identifier: Apache-2.0

/// One group of equal faults, summed over all loops.
struct FaultTotal {
    let place: TextPair
    let text: TextPair
    var occurrences: UInt64 = 0
    var firstSeen: Int64 = 0
    var lastSeen: Int64 = 0

    mutating func add(_ count: FaultCount) {
        firstSeen = occurrences == 0 ? count.firstSeen : min(firstSeen, count.firstSeen)
        lastSeen = max(lastSeen, count.lastSeen)
        occurrences &+= count.occurrences
    }
}

/// The sums of errors, or of exceptions: at most `limit` different ones, and one for all others. The texts of an entry
/// belong to the shard that saw it first and live as long as it.
struct FaultTotals {
    private var entries: [FaultTotal] = []
    private var others: FaultTotal
    private let otherTexts: OtherFaultTexts
    private var numbers: TextTable
    private let kind: FaultKind

    init(_ kind: FaultKind, limit: Int) {
        self.kind = kind
        numbers = TextTable(limit: limit)
        otherTexts = OtherFaultTexts(kind)
        others = FaultTotal(place: otherTexts.place, text: otherTexts.text)
    }

    /// How often faults beyond the limit came.
    var otherCount: UInt64 { others.occurrences }

    /// The faults that came since the last clear, in the order of their first coming; all others as the last.
    var all: [FaultTotal] {
        (entries + [others]).filter { $0.occurrences > 0 }
    }

    /// Adds what a shard has counted.
    mutating func add(_ count: FaultCount) {
        if count.origin.pointee.total == -1 { count.origin.pointee.total = number(count.origin.pointee) }
        let number = count.origin.pointee.total
        if number >= 0 { entries[number].add(count) } else { others.add(count) }
    }

    /// Sets all counts to zero.
    mutating func clear() {
        for index in entries.indices { entries[index].occurrences = 0 }
        others.occurrences = 0
    }

    func destroy() {
        numbers.destroy()
        otherTexts.destroy()
    }

    private mutating func number(_ fault: FaultOrigin) -> Int {
        let first = kind == .error ? fault.place.bytes : fault.text.firstBytes
        guard let number = numbers.intern(first, fault.text.secondBytes) else { return FaultOrigin.others }
        if number == entries.count { entries.append(FaultTotal(place: fault.place, text: fault.text)) }
        return number
    }
}
