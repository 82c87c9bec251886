// Assay: a host for the tests of plugins.
// SPDX-License-Identifier: Apache-2.0
public import AssayKit
public import CAssay
internal import Glibc
internal import Synchronization

/// A host for tests: a main loop and one work loop, turned by hand; hooks that call at once; deciders; workers that work at
/// once; a log that is kept; components that the test registers. It notes calls that break a thread tag.
///
///     let host = TestHost()
///     host.register(MyExporter.self)
///     let problems = checkExporter(host, "com.acme.my-exporter", config: #"{"path": "/tmp/out"}"#)
public final class TestHost {
    /// A line of the log.
    public struct LogLine: Sendable {
        /// How grave it is.
        public let level: assay_log_level_t
        /// The id of the component that wrote it.
        public let source: String
        /// What it says.
        public let message: String
    }

    /// The host as plugins see it. It stays valid when this object has gone, and does nothing then.
    public let pointer: UnsafeMutablePointer<assay_host_t>
    /// The main loop.
    public private(set) lazy var main = TestLoop(self)
    /// The work loop.
    public private(set) lazy var work = TestLoop(self)
    /// The loop whose callbacks run now; nil while a worker's function runs.
    var running: TestLoop?
    var hooks = TestHooks()
    private(set) lazy var deciders = TestDeciders(self)
    /// The functions that plugins had made, by address.
    var functions: [UInt: TestFunction] = [:]
    /// What the components of `checkRunner` report to.
    var parts: TestParts?
    var factories: [String: TestFactory] = [:]
    /// What is published, by name.
    var instances: [String: UnsafePointer<assay_component_t>] = [:]
    private let thread = pthread_self()
    private let notes = Mutex<[String]>([])
    private let lines = Mutex<[LogLine]>([])

    /// Makes a host. The calling thread is its main thread.
    public init() {
        pointer = .allocate(capacity: 1)
        pointer.initialize(to: assay_host_t())
        pointer.pointee.struct_size = UInt32(MemoryLayout<assay_host_t>.size)
        pointer.pointee.abi = assay_version_t(
            major: ASSAY_ABI_MAJOR, minor: ASSAY_ABI_MINOR, patch: ASSAY_ABI_PATCH)
        pointer.pointee.name = TestTables.shared.name
        pointer.pointee.version = TestTables.shared.version
        // Never freed, as the struct itself: for plugins a host lives for ever.
        pointer.pointee.host_data = Unmanaged.passRetained(HostReference(self)).toOpaque()
        pointer.pointee.get_extension = { _, id in
            guard let id else { return nil }
            return TestTables.shared.table(String(cString: id))
        }
        running = main
    }

    /// The host, for Swift.
    public var host: Host { Host(pointer) }

    /// What has broken the contract so far, one sentence each.
    public var violations: [String] { notes.withLock { $0 } }

    /// What was logged.
    public var log: [LogLine] { lines.withLock { $0 } }

    /// Runs what was posted to both loops, and what that posts. Time stands still.
    public func turn() {
        repeat {
            main.turn()
            work.turn()
        } while main.hasJobs
    }

    /// Lets `seconds` pass on both loops.
    public func advance(by seconds: Double) {
        main.advance(by: seconds)
        work.advance(by: seconds)
    }

    /// Runs `body` as if on the thread of `loop`.
    public func enter<Result, Failure: Error>(
        _ loop: TestLoop?, _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let before = running
        running = loop
        defer { running = before }
        return try body()
    }

    static func of(_ host: UnsafePointer<assay_host_t>?) -> TestHost? {
        guard let data = host?.pointee.host_data else { return nil }
        return Unmanaged<HostReference>.fromOpaque(data).takeUnretainedValue().host
    }

    var isOnThread: Bool { pthread_equal(pthread_self(), thread) != 0 }

    func isOn(_ loop: TestLoop) -> Bool { isOnThread && running === loop }

    func check(_ isRight: Bool, _ text: @autoclosure () -> String) {
        if !isRight { note(text()) }
    }

    func note(_ text: String) {
        notes.withLock { if !$0.contains(text) { $0.append(text) } }
    }

    func keep(_ line: LogLine) {
        lines.withLock { if $0.count < 10_000 { $0.append(line) } }
        if line.level.rawValue >= assay_log_level_t.ASSAY_LOG_HOST_MISBEHAVING.rawValue { note(line.message) }
    }
}

/// What a host's struct refers to.
private final class HostReference {
    weak var host: TestHost?

    init(_ host: TestHost) {
        self.host = host
    }
}
