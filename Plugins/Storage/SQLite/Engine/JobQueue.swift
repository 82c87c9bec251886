// Assay: batches that wait for a thread.
// SPDX-License-Identifier: Apache-2.0

/// A bounded queue of batches, in the order of their coming.
final class JobQueue: @unchecked Sendable {
    // @unchecked: the members are touched under the monitor alone.
    let capacity: Int
    private let monitor = Monitor()
    private var jobs: [Job] = []
    private var next = 0
    private var waiters = 0
    private var isClosed = false

    init(capacity: Int) {
        self.capacity = capacity
    }

    /// Adds a batch; false when the queue is full or closed.
    func push(_ job: Job) -> Bool {
        monitor.withLock {
            guard !isClosed, jobs.count &- next < capacity else { return false }
            jobs.append(job)
            if waiters > 0 { monitor.signal() }
            return true
        }
    }

    /// The oldest batches, at most `count`; waits for one. None when the queue is closed and empty.
    func take(most count: Int) -> [Job] {
        monitor.withLock {
            while next == jobs.count {
                if isClosed { return [] }
                waiters &+= 1
                monitor.wait()
                waiters &-= 1
            }
            let end = min(jobs.count, next &+ count)
            let taken = Array(jobs[next..<end])
            next = end
            // The taken half goes when it is the larger one, so that each batch is moved once at most.
            if next &* 2 >= jobs.count {
                jobs.removeFirst(next)
                next = 0
            }
            return taken
        }
    }

    /// Takes no more batches; those in the queue can still be taken.
    func close() {
        monitor.withLock {
            isClosed = true
            monitor.broadcast()
        }
    }
}
