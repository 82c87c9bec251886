// Assay: computations on the host's pool of threads.
// SPDX-License-Identifier: Apache-2.0

/// A computation that would hold up a loop, done on a thread of the pool.
final class WorkerErrand: Sendable {
    private let body: @Sendable () -> Void

    private init(_ body: @escaping @Sendable () -> Void) {
        self.body = body
    }

    /// Returns what `body` returns; nil when the pool's queue is full, and then it is not called.
    static func run<Value: Sendable>(
        on workers: WorkerPool, _ body: @escaping @Sendable () -> Value
    ) async -> Value? {
        await withUnsafeContinuation { continuation in
            let errand = WorkerErrand { continuation.resume(returning: body()) }
            let me = Unmanaged.passRetained(errand).toOpaque()
            let isTaken = workers.submit(me) { data in
                guard let data else { return }
                Unmanaged<WorkerErrand>.fromOpaque(data).takeRetainedValue().body()
            }
            guard !isTaken else { return }
            Unmanaged<WorkerErrand>.fromOpaque(me).release()
            continuation.resume(returning: nil)
        }
    }
}
