// Assay: the kind tracking, for authors in Swift.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// A tracking store; see kind/draft/tracking.h. Each call is a task of its own on one of the host's work loops, so that
/// an operation is straight-line code; it may wait, and must not block.
public protocol TrackingComponent: Component, Sendable {
    /// The calls in flight; made once from the component's host.
    var calls: TrackingCalls { get }

    /// Carries out an operation on work loop `loop` (its index) and returns the answer, errors included.
    func answer(_ request: TrackingRequest, onLoop loop: Int) async -> TrackingAnswer

    /// Stores values of metrics: what "logBatch" does with nothing but metrics.
    func answer(metrics: MetricPoints, onLoop loop: Int) async -> TrackingAnswer
}

extension TrackingComponent {
    /// The table of the kind.
    public func table(for id: String) -> UnsafeRawPointer? {
        id == ASSAY_KIND_TRACKING ? UnsafeRawPointer(TrackingTable.pointer) : nil
    }
}

/// The C side of all tracking stores of a library.
private enum TrackingTable {
    // nonisolated(unsafe): written once, here, and only read afterwards.
    nonisolated(unsafe) static let pointer: UnsafeMutablePointer<assay_tracking_t> = {
        let table = UnsafeMutablePointer<assay_tracking_t>.allocate(capacity: 1)
        table.initialize(
            to: assay_tracking_t(
                struct_size: UInt32(MemoryLayout<assay_tracking_t>.size),
                call: { component, request, call, error in begin(component, request, call, error) },
                log_metrics: { component, workspace, principal, run, points, count, call, error in
                    let points = UnsafeBufferPointer(start: points, count: points == nil ? 0 : count)
                    let metrics = MetricPoints(
                        workspace: String(workspace), principal: String(principal), runID: String(run),
                        points: points.map { MetricPoint($0) })
                    return begin(component, call, error) { await $0.answer(metrics: metrics, onLoop: $1) }
                },
                cancel: { component, call in
                    guard let call else { return }
                    of(component)?.calls.cancel(call)
                },
                release: { _, response in TrackingAnswer.release(response) }))
        return table
    }()

    private static func of(_ component: UnsafePointer<assay_component_t>?) -> (any TrackingComponent)? {
        ComponentBox.of(component).component as? any TrackingComponent
    }

    private static func begin(
        _ component: UnsafePointer<assay_component_t>?, _ request: UnsafePointer<assay_tracking_request_t>?,
        _ call: UnsafeMutablePointer<assay_tracking_call_t>?, _ error: UnsafeMutablePointer<assay_error_t>?
    ) -> assay_status_t {
        guard let request else {
            return AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "the request is NULL").write(to: error)
        }
        let copy = TrackingRequest(request.pointee)
        return begin(component, call, error) { await $0.answer(copy, onLoop: $1) }
    }

    private static func begin(
        _ component: UnsafePointer<assay_component_t>?, _ call: UnsafeMutablePointer<assay_tracking_call_t>?,
        _ error: UnsafeMutablePointer<assay_error_t>?,
        _ body: @escaping @Sendable (any TrackingComponent, Int) async -> TrackingAnswer
    ) -> assay_status_t {
        AssayError.report(to: error) {
            guard let store = of(component), let call else {
                throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "the component or the call is NULL")
            }
            try store.calls.begin(call) { await body(store, $0) }
        }
    }
}
