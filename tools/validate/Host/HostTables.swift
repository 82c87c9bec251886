// Assay: the extensions of the validator's host.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Glibc

/// The C tables, by id. They live as long as the process.
final class HostTables {
    private let loops = HostTables.place(HostTables.loops)
    private let hooks = HostTables.place(HostTables.hooks)
    private let log = HostTables.place(HostTables.log)
    private let components = HostTables.place(HostTables.components)
    private let workers = HostTables.place(HostTables.workers)
    private let threadCheck = HostTables.place(HostTables.threadCheck)
    private let functions = HostTables.place(HostTables.functions)
    private let deciders = HostTables.place(HostTables.deciders)

    /// The table of an extension; nil for one that this host does not have.
    func table(_ id: String) -> UnsafeRawPointer? {
        switch id {
        case ASSAY_EXT_LOOPS: UnsafeRawPointer(loops)
        case ASSAY_EXT_HOOKS: UnsafeRawPointer(hooks)
        case ASSAY_EXT_LOG: UnsafeRawPointer(log)
        case ASSAY_EXT_COMPONENTS: UnsafeRawPointer(components)
        case ASSAY_EXT_WORKERS: UnsafeRawPointer(workers)
        case ASSAY_EXT_THREAD_CHECK: UnsafeRawPointer(threadCheck)
        case ASSAY_EXT_FUNCTIONS: UnsafeRawPointer(functions)
        case ASSAY_EXT_DECIDERS: UnsafeRawPointer(deciders)
        default: nil
        }
    }

    private static func place<Table>(_ table: Table) -> UnsafeMutablePointer<Table> {
        let pointer = UnsafeMutablePointer<Table>.allocate(capacity: 1)
        pointer.initialize(to: table)
        return pointer
    }

    private static var log: assay_log_t {
        assay_log_t(
            struct_size: UInt32(MemoryLayout<assay_log_t>.size),
            log: { _, level, source, message in
                guard level.rawValue >= assay_log_level_t.ASSAY_LOG_HOST_MISBEHAVING.rawValue, let message else {
                    return
                }
                TestHost.current?.note(
                    "log of \(source.map { String(cString: $0) } ?? "?"): \(String(cString: message))")
            },
            get_level: { _ in .ASSAY_LOG_WARNING })
    }

    private static var workers: assay_workers_t {
        assay_workers_t(
            struct_size: UInt32(MemoryLayout<assay_workers_t>.size),
            submit: { _, work, loop, done, userData in
                guard let host = TestHost.current, let work else { return .ASSAY_STATUS_INVALID_ARGUMENT }
                host.work(work, userData)
                if let done, let loop = TestLoop.of(loop) {
                    loop.postRemote(.calling(done, userData))
                }
                return .ASSAY_STATUS_OK
            })
    }

    private static var threadCheck: assay_thread_check_t {
        assay_thread_check_t(
            struct_size: UInt32(MemoryLayout<assay_thread_check_t>.size),
            is_main: { _ in TestHost.current?.isOnMain ?? false },
            is_loop: { _, loop in TestHost.current?.isOn(TestLoop.of(loop)) ?? false },
            is_worker: { _ in TestHost.current?.isWorking ?? false })
    }
}

extension TestHost {
    /// Runs a worker's function at once, on the calling thread.
    func work(_ work: @convention(c) (UnsafeMutableRawPointer?) -> Void, _ userData: UnsafeMutableRawPointer?) {
        asWorker { work(userData) }
    }

    /// Runs `body` as if on a worker thread.
    func asWorker(_ body: () -> Void) {
        guard pthread_equal(pthread_self(), thread) != 0 else { return body() }
        workDepth += 1
        body()
        workDepth -= 1
    }

    /// Whether a worker's function runs on the thread of the test.
    var isWorking: Bool { pthread_equal(pthread_self(), thread) != 0 && workDepth > 0 }
}
