// Assay: work on a loop that the main thread waits for.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import Glibc
internal import Synchronization

/// Does something on a work loop while the main thread waits: only for the start and the stop of the store, when the
/// main thread has nothing else to do.
struct LoopErrand<Value: Sendable> {
    private let body: @Sendable () async throws -> Value

    init(_ body: @escaping @Sendable () async throws -> Value) {
        self.body = body
    }

    /// Returns what the work returned, or throws what it threw.
    func run(_ calls: TrackingCalls, onLoop loop: Int) throws -> Value {
        let outcome = ErrandOutcome<Value>()
        let body = body
        calls.run(onLoop: loop) {
            do { outcome.set(.success(try await body())) } catch { outcome.set(.failure(error)) }
        }
        return try outcome.wait().get()
    }
}

/// What an errand has come to.
private final class ErrandOutcome<Value: Sendable>: @unchecked Sendable {
    // @unchecked: `value` is written before the semaphore is posted and read after it was waited for.
    private var value: Result<Value, any Error>?
    private let semaphore: UnsafeMutablePointer<sem_t>

    init() {
        semaphore = .allocate(capacity: 1)
        sem_init(semaphore, 0, 0)
    }

    deinit {
        sem_destroy(semaphore)
        semaphore.deallocate()
    }

    func set(_ value: Result<Value, any Error>) {
        self.value = value
        sem_post(semaphore)
    }

    func wait() -> Result<Value, any Error> {
        while sem_wait(semaphore) != 0 {}
        return value ?? .failure(CancellationError())
    }
}
