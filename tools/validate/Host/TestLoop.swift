// Assay: an event loop that is turned by hand.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Glibc
import Synchronization

/// A loop for components under test. The thread of the test turns all loops, one after the other, so that a test runs
/// the same each time.
final class TestLoop {
    /// A function that was posted. Sendable: the two words are the poster's, who hands them over with the job.
    struct Job: @unchecked Sendable {
        let function: assay_job_t
        let first: UnsafeMutableRawPointer?
        let second: UnsafeMutableRawPointer?

        func run() { function(first, second) }
    }

    /// Posted by other threads.
    private let mailbox = Mutex<[Job]>([])
    private var jobs: [Job] = []
    private(set) var timers: [UnsafeMutablePointer<assay_timer_t>] = []
    private(set) var watches: [UnsafeMutablePointer<assay_watch_t>] = []
    private(set) var turns: UInt64 = 0
    private(set) var turnTime = TestLoop.now()
    let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: TestLoop.bufferSize)
    static let bufferSize = 64 << 10

    /// The loop as plugins see it.
    var pointer: OpaquePointer { OpaquePointer(Unmanaged.passUnretained(self).toOpaque()) }

    static func of(_ pointer: OpaquePointer?) -> TestLoop? {
        pointer.map { Unmanaged<TestLoop>.fromOpaque(UnsafeRawPointer($0)).takeUnretainedValue() }
    }

    static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }

    /// Whether nothing is left that would call somebody.
    var isIdle: Bool { timers.isEmpty && watches.isEmpty && jobs.isEmpty && mailbox.withLock(\.isEmpty) }

    func add(_ timer: UnsafeMutablePointer<assay_timer_t>, deadline: Int64) {
        timer.pointee.deadline = deadline
        if !timers.contains(timer) { timers.append(timer) }
    }

    func cancel(_ timer: UnsafeMutablePointer<assay_timer_t>) {
        timers.removeAll { $0 == timer }
    }

    func watch(_ watch: UnsafeMutablePointer<assay_watch_t>) -> Bool {
        guard fcntl(watch.pointee.fd, F_GETFD) >= 0, !watches.contains(watch) else { return false }
        watch.pointee.state = 0
        watches.append(watch)
        return true
    }

    func unwatch(_ watch: UnsafeMutablePointer<assay_watch_t>) {
        watches.removeAll { $0 == watch }
    }

    func post(_ job: Job) { jobs.append(job) }

    func postRemote(_ job: Job) { mailbox.withLock { $0.append(job) } }

    /// One turn, waiting at most `patience` nanoseconds for a descriptor.
    func turn(patience: Int64) {
        turns += 1
        turnTime = Self.now()
        let arrived = mailbox.withLock { mailbox in
            defer { mailbox = [] }
            return mailbox
        }
        jobs += arrived
        runJobs()
        for timer in timers where timer.pointee.deadline <= turnTime && timers.contains(timer) {
            cancel(timer)
            timer.pointee.on_fire?(timer)
            runJobs()
        }
        pollWatches(patience: patience)
    }

    private func runJobs() {
        var budget = 10_000
        while !jobs.isEmpty && budget > 0 {
            jobs.removeFirst().run()
            budget -= 1
        }
    }

    /// Level-triggered for reading, which a plugin made for edges bears as well; edges for writing.
    private func pollWatches(patience: Int64) {
        let watched = watches
        var polls = watched.map { pollfd(fd: $0.pointee.fd, events: Int16(POLLIN | POLLOUT), revents: 0) }
        for (index, watch) in watched.enumerated() where watch.pointee.state & ASSAY_READY_WRITE != 0 {
            polls[index].events = Int16(POLLIN)
        }
        guard poll(&polls, UInt(polls.count), Int32(patience / 1_000_000)) > 0 else { return }
        for (watch, poll) in zip(watched, polls) where poll.revents != 0 && watches.contains(watch) {
            let ready = Self.ready(poll.revents)
            watch.pointee.state |= ready & ASSAY_READY_WRITE
            watch.pointee.on_ready?(watch, ready)
            runJobs()
        }
    }

    private static func ready(_ events: Int16) -> UInt32 {
        let events = Int32(events)
        return (events & POLLIN != 0 ? ASSAY_READY_READ : 0) | (events & POLLOUT != 0 ? ASSAY_READY_WRITE : 0)
            | (events & POLLERR != 0 ? ASSAY_READY_ERROR : 0) | (events & POLLHUP != 0 ? ASSAY_READY_HANGUP : 0)
    }
}
