// Assay: threads.
// SPDX-License-Identifier: Apache-2.0
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
                if let body { Unmanaged<Body>.fromOpaque(body).takeRetainedValue().run() }
                return nil
            }, body)
        guard result == 0 else { fatalError("pthread_create failed: \(String(cString: strerror(result)))") }
        return thread
    }
}
