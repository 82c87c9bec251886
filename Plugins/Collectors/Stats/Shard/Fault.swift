// Assay: a fault that a shard counts: an error of requests, or an exception of tasks.
// SPDX-License-Identifier: Apache-2.0

/// What is known of one group of equal errors or exceptions on one loop. It never moves: the loop writes `delta`, the
/// main thread reads the texts, which do not change, and keeps its own number in `total`.
struct Fault {
    /// Of an error: (method, name). Of an exception: (user class, task) where it was first seen.
    let place: TextPair
    /// Of an error: ("", text). Of an exception: (message, trace).
    let text: TextPair
    /// The position in the shard's list of what came in since the last flip; -1 when nothing did.
    var position = -1
    /// The number in the totals; -1 until the first merge.
    var total = -1
}

/// How often a fault came since the last flip.
struct FaultCount {
    let fault: UnsafeMutablePointer<Fault>
    var occurrences: UInt64 = 0
    var firstSeen: Int64 = 0
    var lastSeen: Int64 = 0
}

extension Fault {
    /// The `total` of what stands for all faults beyond the limit.
    static let others = -2
}
