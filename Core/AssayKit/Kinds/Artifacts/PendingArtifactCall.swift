// Assay: a call to a store of artifacts, for those who wait for it.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// The memory of a call in flight; it holds itself until the call has ended.
class PendingArtifactCall {
    let call: UnsafeMutablePointer<assay_artifact_call_t>

    init() {
        call = .allocate(capacity: 1)
        call.initialize(to: assay_artifact_call_t())
    }

    deinit { call.deallocate() }

    /// Takes what the call brought, which is lent for the length of this call.
    func end(_ result: assay_artifact_result_t) {}

    /// Begins; throws when the store did not take the call.
    func begin(
        _ start: (UnsafeMutablePointer<assay_artifact_call_t>, UnsafeMutablePointer<assay_error_t>) -> assay_status_t
    ) throws {
        call.pointee.user_data = Unmanaged.passRetained(self).toOpaque()
        call.pointee.on_done = { call, result in
            guard let data = call?.pointee.user_data, let result else { return }
            Unmanaged<PendingArtifactCall>.fromOpaque(data).takeRetainedValue().end(result.pointee)
        }
        do {
            try AssayError.check { start(call, $0) }
        } catch {
            Unmanaged.passUnretained(self).release()
            throw error
        }
    }

    /// Runs a call; `take` makes of its result what is wanted.
    static func run<Value: Sendable>(
        _ start: (UnsafeMutablePointer<assay_artifact_call_t>, UnsafeMutablePointer<assay_error_t>) -> assay_status_t,
        _ take: @escaping (assay_artifact_result_t) -> Value
    ) async throws -> Value {
        try await withUnsafeThrowingContinuation { continuation in
            do {
                try AwaitedArtifactCall(continuation, take).begin(start)
            } catch {
                continuation.resume(throwing: error)
            }
        }
    }
}

/// A call that a task waits for.
private final class AwaitedArtifactCall<Value: Sendable>: PendingArtifactCall {
    private let continuation: UnsafeContinuation<Value, any Error>
    private let take: (assay_artifact_result_t) -> Value

    init(_ continuation: UnsafeContinuation<Value, any Error>, _ take: @escaping (assay_artifact_result_t) -> Value) {
        self.continuation = continuation
        self.take = take
    }

    override func end(_ result: assay_artifact_result_t) {
        guard result.status == .ASSAY_STATUS_OK else {
            return continuation.resume(throwing: AssayError(result.status, String(result.message)))
        }
        continuation.resume(returning: take(result))
    }
}
