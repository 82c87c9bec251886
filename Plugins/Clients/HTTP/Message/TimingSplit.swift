// Assay: splits the time of a request as k6 does.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// The points of time that libcurl reports, in nanoseconds from the start of a transfer; 0 when one was not reached.
/// Over redirects each is the sum over all requests, as libcurl gives them, so their differences are sums too.
struct TimingSplit {
    /// TCP is connected: CURLINFO_CONNECT_TIME_T.
    var connect: Int64
    /// TLS is done: CURLINFO_APPCONNECT_TIME_T.
    var handshake: Int64
    /// The request is about to be sent: CURLINFO_PRETRANSFER_TIME_T.
    var ready: Int64
    /// The first byte has come: CURLINFO_STARTTRANSFER_TIME_T.
    var firstByte: Int64
    /// The transfer is over: CURLINFO_TOTAL_TIME_T.
    var total: Int64
    /// From the first to the last byte of the body handed to the system.
    var sending: Int64
    /// Whether a connection was made: CURLINFO_NUM_CONNECTS.
    var isNewConnection: Bool

    /// The phases of a request that took `span` in all; what libcurl did not count (the wait for a connection, the
    /// choice of an idle one) is `blocked`. A phase in which the transfer failed gets the time up to the failure.
    func timings(span: Int64) -> assay_timings_t {
        let end = max(total, 0)
        let ready = self.ready > 0 ? min(self.ready, end) : end
        let firstByte = self.firstByte > 0 ? min(max(self.firstByte, ready), end) : end
        var timings = assay_timings_t()
        if isNewConnection || self.ready == 0 {
            let connect = self.connect > 0 ? min(self.connect, ready) : ready
            timings.tls_handshaking = handshake > 0 ? max(0, min(handshake, ready) &- connect) : 0
            // A handshake that failed has no end.
            if handshake == 0 && self.ready == 0 { timings.tls_handshaking = ready &- connect }
            timings.connecting = ready &- timings.tls_handshaking
        }
        let waiting = firstByte &- ready
        timings.sending = min(max(sending, 0), waiting)
        timings.waiting = waiting &- timings.sending
        timings.receiving = end &- firstByte
        let counted = timings.connecting &+ timings.tls_handshaking &+ waiting &+ timings.receiving
        timings.blocked = max(0, span &- counted)
        timings.cut(to: span, from: counted)
        return timings
    }
}

extension assay_timings_t {
    /// Makes phases that add up to `counted` add up to `span`, from the last one on: libcurl may have begun to count
    /// a little before us.
    fileprivate mutating func cut(to span: Int64, from counted: Int64) {
        var excess = counted &- span
        let phases = [\assay_timings_t.receiving, \.waiting, \.sending, \.tls_handshaking, \.connecting]
        for phase in phases where excess > 0 {
            let part = Swift.min(excess, self[keyPath: phase])
            self[keyPath: phase] &-= part
            excess &-= part
        }
    }
}
