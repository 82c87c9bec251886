// Assay: threads for work that waits or computes long.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import CAssayLinux
internal import Glibc

/// Something to do on a worker thread, and what to call on a loop afterwards.
struct Work {
    typealias Function = @convention(c) (UnsafeMutableRawPointer?) -> Void

    let run: Function
    /// Where `done` is called.
    var loop: Loop?
    var done: Function?
    let userData: UnsafeMutableRawPointer?
}

/// A pool of threads with a bounded queue. A thread is started when work finds none idle, up to the limit.
///
/// Sendable: all state is behind the mutex.
final class WorkerPool: @unchecked Sendable {
    /// How much work waits at most.
    static let queueCapacity = 4096

    private let limit: Int
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let changed: UnsafeMutablePointer<pthread_cond_t>
    private var queue: [Work] = []
    private var next = 0
    private var idleCount = 0
    private var threads: [pthread_t] = []
    private var isEnding = false

    /// Makes a pool of at most `limit` threads; none runs yet.
    init(limit: Int) {
        self.limit = max(1, limit)
        mutex = .allocate(capacity: 1)
        changed = .allocate(capacity: 1)
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(changed, nil)
    }

    deinit {
        pthread_mutex_destroy(mutex)
        pthread_cond_destroy(changed)
        mutex.deallocate()
        changed.deallocate()
    }

    /// Adds work. RESOURCE_EXHAUSTED when the queue is full, UNAVAILABLE after `stop`; it is not done then.
    func submit(_ work: Work) -> assay_status_t {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        if isEnding { return .ASSAY_STATUS_UNAVAILABLE }
        let waiting = queue.count - next
        if waiting >= Self.queueCapacity { return .ASSAY_STATUS_RESOURCE_EXHAUSTED }
        queue.append(work)
        if idleCount > waiting {
            pthread_cond_signal(changed)
        } else if threads.count < limit {
            let name = "assay-worker-\(threads.count)"
            threads.append(Thread.start { [self] in run(name) })
        }
        return .ASSAY_STATUS_OK
    }

    /// Does what is in the queue, ends the threads and waits for them.
    func stop() {
        pthread_mutex_lock(mutex)
        isEnding = true
        let running = threads
        threads = []
        pthread_cond_broadcast(changed)
        pthread_mutex_unlock(mutex)
        for thread in running { pthread_join(thread, nil) }
    }

    private func run(_ name: String) {
        assay_linux_set_thread_name(name)
        ThreadKind.current = .worker
        while let work = take() {
            work.run(work.userData)
            if let done = work.done, let loop = work.loop { Self.finish(done, on: loop, work.userData) }
        }
    }

    /// The next work; nil when the pool ends.
    private func take() -> Work? {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while next == queue.count {
            if isEnding { return nil }
            queue.removeAll(keepingCapacity: true)
            next = 0
            idleCount += 1
            pthread_cond_wait(changed, mutex)
            idleCount -= 1
        }
        defer {
            next += 1
            // Half of the memory is spent: the queue has not been empty for long.
            if next == Self.queueCapacity {
                queue.removeFirst(next)
                next = 0
            }
        }
        return queue[next]
    }

    private static func finish(_ done: @escaping Work.Function, on loop: Loop, _ userData: UnsafeMutableRawPointer?) {
        _ = loop.postRemote(
            Job(
                function: { userData, done in
                    unsafeBitCast(done, to: Work.Function?.self)?(userData)
                }, first: userData, second: unsafeBitCast(done, to: UnsafeMutableRawPointer.self)))
    }
}
