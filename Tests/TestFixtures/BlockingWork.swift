// Assay: work that blocks, away from Swift's shared threads.
// SPDX-License-Identifier: Apache-2.0
import Foundation
private import Synchronization

/// Runs what waits for other processes on threads of its own, no more of them than the machine has cores. Swift's shared
/// threads, of which there are as few, stay free for tests that wait for tasks.
public enum BlockingWork {
    private struct State {
        var running = 0
        var waiting: [@Sendable () -> Void] = []
    }

    private static let state = Mutex(State())

    /// Runs `body` when a thread is free for it.
    public static func run<Value: Sendable>(
        _ body: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            submit { continuation.resume(with: Result(catching: body)) }
        }
    }

    private static func submit(_ job: @escaping @Sendable () -> Void) {
        let mayStart = state.withLock { state in
            guard state.running < ProcessInfo.processInfo.activeProcessorCount else {
                state.waiting.append(job)
                return false
            }
            state.running += 1
            return true
        }
        guard mayStart else { return }
        Thread.detachNewThread {
            var next: (@Sendable () -> Void)? = job
            while let job = next {
                job()
                next = state.withLock { state in
                    guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
                    state.running -= 1
                    return nil
                }
            }
        }
    }
}
