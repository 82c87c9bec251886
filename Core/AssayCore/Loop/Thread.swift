// Assay: threads.
// SPDX-License-Identifier: Apache-2.0
internal import CAssayLinux
internal import Glibc

/// Makes POSIX threads that run a Swift closure.
enum Thread {
    private final class Body: Sendable {
        let run: @Sendable () -> Void

        init(_ run: @escaping @Sendable () -> Void) {
            self.run = run
        }
    }

    /// Starts a thread, to be joined. Ends the process when the system gives none: a host without its threads cannot
    /// work.
    static func start(_ run: @escaping @Sendable () -> Void) -> pthread_t {
        var thread = pthread_t()
        let body = Unmanaged.passRetained(Body(run)).toOpaque()
        let result = pthread_create(
            &thread, nil,
            { body in
                let stack = assay_last_words_begin_thread()
                if let body { Unmanaged<Body>.fromOpaque(body).takeRetainedValue().run() }
                assay_last_words_end_thread(stack)
                return nil
            }, body)
        guard result == 0 else { fatalError("pthread_create failed: \(String(cString: strerror(result)))") }
        return thread
    }
}
