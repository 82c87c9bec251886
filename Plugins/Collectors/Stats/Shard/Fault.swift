// Assay: a fault that a shard counts: an error of requests, or an exception of tasks.
// SPDX-License-Identifier: Apache-2.0

/// One group of equal errors or exceptions on one loop. It never moves.
struct Fault {
    /// The position in the shard's list of what came in since the last flip; -1 when nothing did.
    var position = -1
    let origin: UnsafeMutablePointer<FaultOrigin>

    init(_ origin: FaultOrigin) {
        self.origin = .allocate(capacity: 1)
        self.origin.initialize(to: origin)
    }
}

/// What a fault is. The texts never change; `total` belongs to the main thread.
struct FaultOrigin {
    /// The `total` of what stands for all faults beyond the limit.
    static let others = -2

    /// Of an error: (method, name). Of an exception: (user class, task) where it was first seen.
    let place: TextPair
    /// Of an error: ("", text). Of an exception: (message, trace).
    let text: TextPair
    /// The number in the totals; -1 until the first merge.
    var total = -1
}

/// How often a fault came since the last flip.
struct FaultCount {
    let fault: UnsafeMutablePointer<Fault>
    let origin: UnsafeMutablePointer<FaultOrigin>
    var occurrences: UInt64 = 0
    var firstSeen: Int64 = 0
    var lastSeen: Int64 = 0

    init(_ fault: UnsafeMutablePointer<Fault>) {
        self.fault = fault
        origin = fault.pointee.origin
    }
}
