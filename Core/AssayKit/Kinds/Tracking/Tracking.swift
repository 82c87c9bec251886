// Assay: a tracking store, for those who use one.
// SPDX-License-Identifier: Apache-2.0
public import CAssay
internal import Synchronization

/// A tracking store of this process; its methods may be called on any thread.
public struct Tracking: @unchecked Sendable {
    // @unchecked: the component outlives its users and its functions are [any].
    private let component: UnsafePointer<assay_component_t>
    private let table: UnsafePointer<assay_tracking_t>

    /// Wraps a started component of the kind. Throws INVALID_ARGUMENT for one of another kind.
    public init(_ component: UnsafePointer<assay_component_t>) throws {
        guard let table = component.pointee.get_extension(component, ASSAY_KIND_TRACKING) else {
            throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "the component is not a tracking store")
        }
        self.component = component
        self.table = table.assumingMemoryBound(to: assay_tracking_t.self)
    }

    /// Carries out an operation. A cancelled task ends the call early. Throws only when the call could not begin.
    public func call(_ request: TrackingRequest) async throws -> TrackingAnswer {
        try await run { call, error in
            BorrowedRequest.lend(request) { table.pointee.call(component, $0, call, error) }
        }
    }

    /// Stores values of metrics of one run, at most 1,000; they are durable when it returns.
    public func log(_ metrics: MetricPoints) async throws -> TrackingAnswer {
        try await run { call, error in
            BorrowedPoints.lend(metrics) { workspace, principal, run, points in
                table.pointee.log_metrics(
                    component, workspace, principal, run, points.baseAddress, points.count, call, error)
            }
        }
    }

    private func run(
        _ begin: (UnsafeMutablePointer<assay_tracking_call_t>, UnsafeMutablePointer<assay_error_t>) -> assay_status_t
    ) async throws -> TrackingAnswer {
        let pending = PendingCall(component, table)
        return try await withTaskCancellationHandler {
            try await withUnsafeThrowingContinuation { pending.begin($0, begin) }
        } onCancel: {
            pending.cancel()
        }
    }
}

/// One call in flight.
private final class PendingCall: @unchecked Sendable {
    // @unchecked: `state` is behind the lock; the memory of the call is the store's between begin and on_done.
    private struct State {
        var isInFlight = false
        var isCancelled = false
    }

    private let component: UnsafePointer<assay_component_t>
    private let table: UnsafePointer<assay_tracking_t>
    private let call: UnsafeMutablePointer<assay_tracking_call_t>
    private var continuation: UnsafeContinuation<TrackingAnswer, any Error>?
    private let state = Mutex(State())

    init(_ component: UnsafePointer<assay_component_t>, _ table: UnsafePointer<assay_tracking_t>) {
        self.component = component
        self.table = table
        call = .allocate(capacity: 1)
        call.initialize(to: assay_tracking_call_t())
    }

    deinit { call.deallocate() }

    func begin(
        _ continuation: UnsafeContinuation<TrackingAnswer, any Error>,
        _ start: (UnsafeMutablePointer<assay_tracking_call_t>, UnsafeMutablePointer<assay_error_t>) -> assay_status_t
    ) {
        self.continuation = continuation
        call.pointee.user_data = Unmanaged.passRetained(self).toOpaque()
        call.pointee.on_done = { call, response in
            guard let data = call?.pointee.user_data else { return }
            Unmanaged<PendingCall>.fromOpaque(data).takeRetainedValue().end(response)
        }
        state.withLock { $0.isInFlight = true }
        do {
            try AssayError.check { start(call, $0) }
        } catch {
            state.withLock { $0.isInFlight = false }
            Unmanaged.passUnretained(self).release()
            return continuation.resume(throwing: error)
        }
        // Cancelled before the store knew of the call.
        state.withLock { if $0.isInFlight, $0.isCancelled { table.pointee.cancel(component, call) } }
    }

    private func end(_ response: UnsafeMutablePointer<assay_tracking_response_t>?) {
        state.withLock { $0.isInFlight = false }
        guard let response, let continuation else { return }
        let answer = TrackingAnswer(response.pointee)
        table.pointee.release(component, response)
        continuation.resume(returning: answer)
    }

    func cancel() {
        // Under the lock, so that the memory of the call is still the store's.
        state.withLock { state in
            state.isCancelled = true
            if state.isInFlight { table.pointee.cancel(component, call) }
        }
    }
}
