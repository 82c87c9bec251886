// Assay: the iterations that are due next on a loop, in the open model.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// Start times, ascending, and the timer of the first one.
struct ArrivalQueue {
    let timer: UnsafeMutablePointer<assay_timer_t>
    private var times: [assay_instant_t] = []
    private var first = 0

    init() {
        timer = .allocate(capacity: 1)
        timer.initialize(to: assay_timer_t())
    }

    /// The next start time.
    var next: assay_instant_t? { first < times.count ? times[first] : nil }

    /// Adds start times that follow those that are there.
    mutating func append(_ more: [assay_instant_t]) {
        if first > 4096 {
            times.removeFirst(first)
            first = 0
        }
        times += more
    }

    /// Takes the next start time out.
    mutating func removeFirst() {
        first += 1
    }

    /// Forgets all.
    mutating func removeAll() {
        times = []
        first = 0
    }
}
