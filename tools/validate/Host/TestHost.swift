// Assay: the validator's own host.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Glibc
import Synchronization

/// A host for components under test: a main loop and one work loop, turned by one thread; hooks; a log; workers that
/// work at once. It notes every call that breaks a thread tag.
final class TestHost {
    /// The host of this process. Set once, before the first call of a plugin, by the thread that runs the tests.
    nonisolated(unsafe) private(set) static var current: TestHost?

    let main = TestLoop()
    let work = TestLoop()
    var hooks = TestHooks()
    let deciders = TestDeciders()
    /// Made functions that are not freed; from any thread.
    let functions = Mutex<Set<UInt>>([])
    /// Plugins that stand beside the one under test, because it needs their components.
    var companions: [Library] = []
    /// The loop whose callbacks run.
    var running: TestLoop?
    /// How many functions of workers run, one in the other.
    var workDepth = 0
    let thread = pthread_self()
    let pointer: UnsafeMutablePointer<assay_host_t>
    let tables = HostTables()
    weak var library: Library?

    /// Broken thread tags, from any thread.
    private let violations = Mutex<[String]>([])

    init() {
        pointer = UnsafeMutablePointer<assay_host_t>.allocate(capacity: 1)
        pointer.initialize(
            to: assay_host_t(
                struct_size: UInt32(MemoryLayout<assay_host_t>.size),
                abi: assay_version_t(major: ASSAY_ABI_MAJOR, minor: ASSAY_ABI_MINOR, patch: ASSAY_ABI_PATCH),
                host_data: nil, name: strdup("assay-validate"), version: strdup(ASSAY_VERSION_STRING),
                get_extension: { _, id in
                    guard let id, let host = TestHost.current else { return nil }
                    return host.tables.table(String(cString: id))
                }))
        running = main
        TestHost.current = self
        hooks.declareStandard()
    }

    /// Whether the calling thread may do what [main] allows.
    var isOnMain: Bool { pthread_equal(pthread_self(), thread) != 0 && workDepth == 0 && running === main }

    /// Whether the calling thread turns `loop`.
    func isOn(_ loop: TestLoop?) -> Bool {
        pthread_equal(pthread_self(), thread) != 0 && workDepth == 0 && running === loop && loop != nil
    }

    /// Notes a call from the wrong thread.
    func requireMain(_ function: StaticString) {
        if !isOnMain { note("\(function) [main] was called elsewhere") }
    }

    /// Notes a call from a thread that does not turn `loop`.
    func require(_ loop: TestLoop?, _ function: StaticString) {
        if !isOn(loop) { note("\(function) [loop] was called on another thread than the loop's") }
    }

    func note(_ violation: String) {
        violations.withLock { if !$0.contains(violation) { $0.append(violation) } }
    }

    /// What was noted.
    var noted: [String] { violations.withLock { $0 } }

    /// Runs `body` as if on the thread of `loop`.
    func on<Result, Failure: Error>(
        _ loop: TestLoop, _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let before = running
        running = loop
        defer { running = before }
        return try body()
    }

    /// Turns both loops until `isDone`, at most `milliseconds`. Says whether it was done.
    @discardableResult
    func turn(milliseconds: Int64, until isDone: () -> Bool = { false }) -> Bool {
        let end = TestLoop.now() + milliseconds * 1_000_000
        while !isDone() {
            for loop in [main, work] { on(loop) { loop.turn(patience: 1_000_000) } }
            if TestLoop.now() >= end { return isDone() }
        }
        return true
    }
}
