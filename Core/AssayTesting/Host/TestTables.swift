// Assay: the extensions of the test host.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

/// The C tables of all test hosts. They hold no state: each call names its host.
struct TestTables: @unchecked Sendable {
    // @unchecked: written once, before anyone sees them, and only read afterwards.
    static let shared = TestTables()
    private let loops = place(assay_loops_t.test())
    private let hooks = place(assay_hooks_t.test())
    private let functions = place(assay_functions_t.test())
    private let deciders = place(assay_deciders_t.test())
    private let log = place(TestTables.makeLog())
    private let components = place(assay_components_t.test())
    private let instances = place(assay_instances_t.test())
    private let workers = place(TestTables.makeWorkers())
    private let threadCheck = place(TestTables.makeThreadCheck())
    let name = text("assay-testing")
    let version = text(ASSAY_VERSION_STRING)

    /// The table of an extension; nil for one that this host does not have.
    func table(_ id: String) -> UnsafeRawPointer? {
        switch id {
        case ASSAY_EXT_LOOPS: UnsafeRawPointer(loops)
        case ASSAY_EXT_HOOKS: UnsafeRawPointer(hooks)
        case ASSAY_EXT_FUNCTIONS: UnsafeRawPointer(functions)
        case ASSAY_EXT_DECIDERS: UnsafeRawPointer(deciders)
        case ASSAY_EXT_LOG: UnsafeRawPointer(log)
        case ASSAY_EXT_COMPONENTS: UnsafeRawPointer(components)
        case ASSAY_EXT_INSTANCES: UnsafeRawPointer(instances)
        case ASSAY_EXT_WORKERS: UnsafeRawPointer(workers)
        case ASSAY_EXT_THREAD_CHECK: UnsafeRawPointer(threadCheck)
        default: nil
        }
    }

    private static func makeLog() -> assay_log_t {
        assay_log_t(
            struct_size: UInt32(MemoryLayout<assay_log_t>.size),
            log: { host, level, source, message in
                guard let source, let message else { return }
                TestHost.of(host)?.keep(
                    TestHost.LogLine(level: level, source: String(cString: source), message: String(cString: message)))
            },
            get_level: { _ in .ASSAY_LOG_DEBUG })
    }

    private static func makeWorkers() -> assay_workers_t {
        assay_workers_t(
            struct_size: UInt32(MemoryLayout<assay_workers_t>.size),
            submit: { host, work, loop, done, data in
                guard let work, let host = TestHost.of(host) else { return .ASSAY_STATUS_INVALID_ARGUMENT }
                if host.isOnThread { host.enter(nil) { work(data) } } else { work(data) }
                if let done, let loop = TestLoop.of(loop) { loop.postRemote(.calling(done, data)) }
                return .ASSAY_STATUS_OK
            })
    }

    private static func makeThreadCheck() -> assay_thread_check_t {
        assay_thread_check_t(
            struct_size: UInt32(MemoryLayout<assay_thread_check_t>.size),
            is_main: { host in TestHost.of(host).map { $0.isOn($0.main) } ?? false },
            is_loop: { host, loop in
                guard let loop = TestLoop.of(loop) else { return false }
                return TestHost.of(host)?.isOn(loop) ?? false
            },
            is_worker: { host in TestHost.of(host).map { $0.isOnThread && $0.running == nil } ?? false })
    }
}

extension TestLoop.Job {
    /// A job that calls `done` with `data`.
    static func calling(
        _ done: @escaping @convention(c) (UnsafeMutableRawPointer?) -> Void, _ data: UnsafeMutableRawPointer?
    ) -> TestLoop.Job {
        TestLoop.Job(
            function: { function, data in
                typealias Done = @convention(c) (UnsafeMutableRawPointer?) -> Void
                // The word is the function pointer itself: both have the size of a pointer.
                if let function { unsafeBitCast(function, to: Done.self)(data) }
            }, first: unsafeBitCast(done, to: UnsafeMutableRawPointer.self), second: data)
    }
}

/// Puts a table where it does not move.
func place<Table>(_ table: Table) -> UnsafeMutablePointer<Table> {
    let pointer = UnsafeMutablePointer<Table>.allocate(capacity: 1)
    pointer.initialize(to: table)
    return pointer
}

/// Copies a text into memory that its owner frees.
func text(_ text: String) -> UnsafePointer<CChar> {
    let copy = UnsafeMutableBufferPointer<CChar>.allocate(capacity: text.utf8.count &+ 1)
    _ = copy.initialize(from: text.utf8CString)
    return UnsafePointer(copy.baseAddress.unsafelyUnwrapped)
}
