// Assay: the times of a transfer, on the host's clock.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// When things happened and when they must have happened.
struct TransferClock {
    var scheduled: assay_instant_t = 0
    /// When `send` was called.
    var start: assay_instant_t = 0
    /// The whole request.
    var deadline: assay_instant_t = .max
    /// The first byte of the response.
    var firstByteDeadline: assay_instant_t = .max
    /// When the last connection was ready for the request; 0 before.
    var ready: assay_instant_t = 0
    /// How long it took to hand bodies to the system, over all redirects.
    var sending: assay_duration_t = 0
    private var lastSent: assay_instant_t = 0

    init() {}

    /// A request that is sent now.
    init(_ request: assay_client_request_t, now: assay_instant_t, timeout: Int64) {
        start = now
        scheduled = request.scheduled != 0 ? request.scheduled : now
        let limit = request.timeout != 0 ? request.timeout : timeout
        guard limit > 0 else { return }
        let (sum, overflow) = now.addingReportingOverflow(limit)
        deadline = overflow ? .max : sum
    }

    /// The connection is ready for a request.
    mutating func beginRequest(_ now: assay_instant_t, firstByteTimeout: Int64) {
        ready = now
        lastSent = now
        firstByteDeadline = firstByteTimeout > 0 ? now &+ firstByteTimeout : .max
    }

    /// A piece of the request's body has gone out.
    mutating func sendPiece(_ now: assay_instant_t, firstByteTimeout: Int64) {
        sending &+= now &- lastSent
        lastSent = now
        if firstByteTimeout > 0 { firstByteDeadline = now &+ firstByteTimeout }
    }
}
