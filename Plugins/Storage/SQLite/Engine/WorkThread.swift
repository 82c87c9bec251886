// Assay: a thread of the SQLite driver.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import CAssaySQLite
internal import Glibc

/// A POSIX thread that runs a closure, with all signals left to the host.
struct WorkThread {
    private let thread: pthread_t

    init(_ name: String, _ run: @escaping @Sendable () -> Void) throws {
        var thread = pthread_t()
        var all = sigset_t()
        var before = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_SETMASK, &all, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        let body = Unmanaged.passRetained(Body(name, run)).toOpaque()
        let result = pthread_create(
            &thread, nil,
            { body in
                guard let body else { return nil }
                let taken = Unmanaged<Body>.fromOpaque(body).takeRetainedValue()
                assay_sqlite_name_thread(taken.name)
                taken.run()
                return nil
            }, body)
        guard result == 0 else {
            Unmanaged<Body>.fromOpaque(body).release()
            throw AssayError(
                .ASSAY_STATUS_RESOURCE_EXHAUSTED, "no thread can be started", context: String(cString: strerror(result))
            )
        }
        self.thread = thread
    }

    /// Waits for the end of the thread.
    func join() { pthread_join(thread, nil) }

    private final class Body: Sendable {
        let name: String
        let run: @Sendable () -> Void

        init(_ name: String, _ run: @escaping @Sendable () -> Void) {
            self.name = name
            self.run = run
        }
    }
}
