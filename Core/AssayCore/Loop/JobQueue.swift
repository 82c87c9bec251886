// Assay: the functions that a loop calls after the current callback.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// A function to call later, with its two words.
struct Job {
    let function: assay_job_t
    let first: UnsafeMutableRawPointer?
    let second: UnsafeMutableRawPointer?

    @inline(__always)
    func callAsFunction() {
        function(first, second)
    }
}

/// A ring of jobs that grows to the largest backlog seen and then allocates no more. Confined to one thread.
struct JobQueue {
    private var slots: UnsafeMutablePointer<Job>
    private var capacity: Int
    private var head = 0
    private var tail = 0

    /// `capacity` is a power of two.
    init(capacity: Int) {
        slots = .allocate(capacity: capacity)
        self.capacity = capacity
    }

    func deallocate() {
        slots.deallocate()
    }

    @inline(__always)
    var isEmpty: Bool { head == tail }

    @inline(__always)
    mutating func append(_ job: Job) {
        if tail &- head == capacity { grow() }
        (slots + (tail & (capacity &- 1))).initialize(to: job)
        tail &+= 1
    }

    @inline(__always)
    mutating func popFirst() -> Job? {
        if head == tail { return nil }
        let job = slots[head & (capacity &- 1)]
        head &+= 1
        return job
    }

    private mutating func grow() {
        let larger = UnsafeMutablePointer<Job>.allocate(capacity: capacity * 2)
        let start = head & (capacity - 1)
        let untilEnd = capacity - start
        larger.initialize(from: slots + start, count: untilEnd)
        (larger + untilEnd).initialize(from: slots, count: start)
        slots.deallocate()
        slots = larger
        head = 0
        tail = capacity
        capacity *= 2
    }
}
