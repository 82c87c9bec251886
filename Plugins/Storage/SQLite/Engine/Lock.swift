// Assay: what threads of the driver share.
// SPDX-License-Identifier: Apache-2.0
internal import Glibc

/// A mutex and a condition of pthread's, which ThreadSanitizer knows.
final class Monitor: @unchecked Sendable {
    // @unchecked: both are made for use from many threads.
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    init() {
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(condition, nil)
    }

    deinit {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
    }

    func withLock<Result>(_ body: () -> Result) -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return body()
    }

    /// Waits for a signal; under the lock.
    func wait() { pthread_cond_wait(condition, mutex) }

    func signal() { pthread_cond_signal(condition) }

    func broadcast() { pthread_cond_broadcast(condition) }
}

/// A value that one thread at a time may touch.
final class Lock<Value>: @unchecked Sendable {
    // @unchecked: the value is reached under the lock alone.
    private let monitor = Monitor()
    private var value: Value

    init(_ value: Value) {
        self.value = value
    }

    func withLock<Result>(_ body: (inout Value) -> Result) -> Result {
        monitor.withLock { body(&value) }
    }
}

/// So many may be had at a time; who wants one more waits, until all doors are opened.
final class Permits: @unchecked Sendable {
    // @unchecked: the members are touched under the monitor alone.
    private let monitor = Monitor()
    private var count: Int
    private var isOpen = false

    init(_ count: Int) {
        self.count = count
    }

    func take() {
        monitor.withLock {
            while count == 0, !isOpen { monitor.wait() }
            if count > 0 { count &-= 1 }
        }
    }

    func give() {
        monitor.withLock {
            count &+= 1
            monitor.signal()
        }
    }

    /// Nobody waits any more.
    func open() {
        monitor.withLock {
            isOpen = true
            monitor.broadcast()
        }
    }
}
