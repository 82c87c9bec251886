// Assay: a loop that is turned by hand, with a clock of its own.
// SPDX-License-Identifier: Apache-2.0
public import CAssay
internal import Synchronization

/// A loop for tests: nothing happens unless the test says so. Time passes by `advance`, descriptors are ready when
/// `trigger` says so. It belongs to the thread that made its host; `postRemote` alone may be called on any.
public final class TestLoop {
    /// A function that was posted.
    struct Job: @unchecked Sendable {
        // @unchecked: the words are the poster's, who hands them over with the job.
        let function: assay_job_t
        let first: UnsafeMutableRawPointer?
        let second: UnsafeMutableRawPointer?
    }

    /// The clock, in nanoseconds.
    public private(set) var now: assay_instant_t = 1_000_000_000
    /// How often the loop has turned.
    public private(set) var turnCount: UInt64 = 0
    /// The timers that are active, in the order of their adding.
    public private(set) var timers: [UnsafeMutablePointer<assay_timer_t>] = []
    /// What is watched.
    public private(set) var watches: [UnsafeMutablePointer<assay_watch_t>] = []
    private var jobs: [Job] = []
    private let mailbox = Mutex<[Job]>([])
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 64)
    private unowned let host: TestHost

    /// Callbacks in one turn, and turns in one `advance`: more are taken for an endless loop.
    private static let mostCallbacks = 1_000_000

    init(_ host: TestHost) {
        self.host = host
    }

    deinit { buffer.deallocate() }

    /// The loop as plugins see it. It lives as long as the host.
    public var pointer: OpaquePointer { OpaquePointer(Unmanaged.passUnretained(self).toOpaque()) }

    /// Whether nothing is left that would call somebody.
    public var isIdle: Bool {
        timers.isEmpty && watches.isEmpty && !hasJobs
    }

    /// Whether functions wait to be run.
    var hasJobs: Bool { !jobs.isEmpty || mailbox.withLock { !$0.isEmpty } }

    /// Runs what was posted, and what that posts, until nothing is left. Time stands still.
    public func turn() {
        host.enter(self) {
            turnCount &+= 1
            runJobs()
        }
    }

    /// Lets `seconds` pass: timers fire at their deadlines, in order, with the clock on the deadline.
    public func advance(by seconds: Double) {
        let end = now &+ assay_duration_t((seconds.isFinite ? max(0, min(seconds, 1e9)) : 0) * 1e9)
        turn()
        for _ in 0..<Self.mostCallbacks {
            guard let timer = timers.min(by: { $0.pointee.deadline < $1.pointee.deadline }),
                timer.pointee.deadline <= end
            else { break }
            now = max(now, timer.pointee.deadline)
            host.enter(self) {
                turnCount &+= 1
                cancel(timer)
                timer.pointee.on_fire?(timer)
                runJobs()
            }
        }
        now = end
    }

    /// Tells a watch that its descriptor is ready; does nothing to one that is not active.
    public func trigger(_ watch: UnsafeMutablePointer<assay_watch_t>, _ ready: UInt32) {
        guard watches.contains(watch) else { return }
        host.enter(self) {
            turnCount &+= 1
            watch.pointee.on_ready?(watch, ready)
            runJobs()
        }
    }

    private func runJobs() {
        for _ in 0..<Self.mostCallbacks {
            jobs += mailbox.withLock { mailbox in
                defer { mailbox = [] }
                return mailbox
            }
            guard !jobs.isEmpty else { return }
            let batch = jobs
            jobs = []
            for job in batch { job.function(job.first, job.second) }
        }
        host.note("a loop had more than \(Self.mostCallbacks) rounds of posted functions in one turn")
    }
}

extension TestLoop {
    /// The loop behind a pointer of a plugin.
    static func of(_ pointer: OpaquePointer?) -> TestLoop? {
        pointer.map { Unmanaged<TestLoop>.fromOpaque(UnsafeRawPointer($0)).takeUnretainedValue() }
    }

    func require(_ function: StaticString) {
        host.check(host.isOn(self), "\(function) [loop] was called on another thread than the loop's")
    }

    func add(_ timer: UnsafeMutablePointer<assay_timer_t>, _ deadline: assay_instant_t) {
        require("add_timer")
        timers.removeAll { $0 == timer }
        timer.pointee.deadline = deadline
        timers.append(timer)
    }

    func cancel(_ timer: UnsafeMutablePointer<assay_timer_t>) {
        require("cancel_timer")
        timers.removeAll { $0 == timer }
    }

    func add(_ watch: UnsafeMutablePointer<assay_watch_t>) -> Bool {
        require("watch")
        guard !watches.contains(watch) else { return false }
        watches.append(watch)
        watch.pointee.state = 0
        return true
    }

    func remove(_ watch: UnsafeMutablePointer<assay_watch_t>) {
        require("unwatch")
        watches.removeAll { $0 == watch }
    }

    func post(_ job: Job) {
        require("post")
        jobs.append(job)
    }

    /// Runs `body` on this loop.
    func postRemote(_ body: @escaping () -> Void) {
        let box = Unmanaged.passRetained(PostedBody(body)).toOpaque()
        postRemote(
            Job(
                function: { box, _ in
                    guard let box else { return }
                    Unmanaged<PostedBody>.fromOpaque(box).takeRetainedValue().body()
                }, first: box, second: nil))
    }

    func postRemote(_ job: Job) { mailbox.withLock { $0.append(job) } }

    func lendBuffer(_ size: UnsafeMutablePointer<Int>?) -> UnsafeMutablePointer<UInt8>? {
        require("get_buffer")
        size?.pointee = buffer.count
        return buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
    }
}

/// A closure on its way to a loop.
private final class PostedBody {
    let body: () -> Void

    init(_ body: @escaping () -> Void) {
        self.body = body
    }
}
