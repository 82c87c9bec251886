// Assay: one connection of a session.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import Glibc

typealias ConnectionPointer = UnsafeMutablePointer<Connection>

/// A socket, and what is done with it. It has no buffers: a response is read in the loop's.
struct Connection {
    /// What the connection does.
    enum State: UInt8 {
        case resolving
        case connecting
        case handshaking
        /// Ready for a request.
        case idle
        /// Has `exchange` to serve.
        case busy
        /// Closed while it was being read; the reader frees it.
        case dead
    }

    var next: ConnectionPointer?
    var session: SessionPointer
    let origin: OriginPointer
    var exchange: ExchangePointer?
    var watch = assay_watch_t()
    /// An SSL, or nil.
    var tls: OpaquePointer?
    var nextWaiting: ConnectionPointer?
    /// When the attempt with the present address ends.
    var attemptDeadline: assay_instant_t = .max
    /// What the last attempt failed with.
    var connectError = assay_client_error_t.ASSAY_CLIENT_CONNECTION_FAILED
    var state = State.resolving
    var addressIndex: UInt8 = 0
    var isInWaitingList = false
    var isWatched = false
    var isReading = false
    /// It has stopped reading for the sake of others, and reads on at the next event.
    var hasYielded = false
    var hasServed = false

    init(_ session: SessionPointer, _ origin: OriginPointer) {
        self.session = session
        self.origin = origin
        watch.fd = -1
    }
}

extension UnsafeMutablePointer where Pointee == Connection {
    @inline(__always) var home: LoopHomePointer { pointee.origin.pointee.profile.pointee.home }

    /// Makes the socket and its watch go.
    func closeSocket() {
        closeTLS()
        if pointee.isWatched {
            home.pointee.functions.unwatch(home.pointee.loop, &pointee.watch)
            pointee.isWatched = false
        }
        if pointee.watch.fd >= 0 {
            Glibc.close(pointee.watch.fd)
            pointee.watch.fd = -1
        }
    }

    /// Takes the connection out of its session and frees it. Its exchange has been dealt with.
    func destroy() {
        pointee.origin.removeWaiting(self)
        closeSocket()
        pointee.session.remove(self)
        if pointee.isReading { pointee.state = .dead } else { deallocate() }
    }

    /// Ends the connection; its exchange fails with `error`, or moves on to a fresh connection.
    func fail(_ error: assay_client_error_t) {
        let exchange = pointee.exchange
        let session = pointee.session
        pointee.exchange = nil
        destroy()
        guard let exchange else { return session.startQueued() }
        exchange.pointee.connection = nil
        if exchange.mayRetry(error) {
            exchange.prepareRetry()
            session.dispatch(exchange)
        } else {
            exchange.failLater(error)
            session.startQueued()
        }
    }
}
