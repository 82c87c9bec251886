// Assay: receives, once per readiness.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import CAssaySocket
internal import CAssayTLS
internal import Glibc

extension UnsafeMutablePointer where Pointee == Connection {
    /// Called by the loop when the socket's readiness has changed.
    @inline(__always) func handle(_ ready: UInt32) {
        switch pointee.state {
        case .busy:
            var untilEnd = ready & ~(ASSAY_READY_READ | ASSAY_READY_WRITE) != 0
            let hasYielded = pointee.hasYielded
            pointee.hasYielded = false
            if hasUnsent && (ready & ASSAY_READY_WRITE != 0 || pointee.tls != nil) {
                guard let hasSendFailed = flushFromLoop() else { return }
                untilEnd = untilEnd || hasSendFailed
            }
            if untilEnd || hasYielded || ready & ASSAY_READY_READ != 0 { read(untilEnd) }
        case .connecting: if ready & ~ASSAY_READY_READ != 0 { checkConnect() }
        case .handshaking: continueHandshake(isEnding: ready & ~(ASSAY_READY_READ | ASSAY_READY_WRITE) != 0)
        case .idle: if ready & ~ASSAY_READY_WRITE != 0 { checkIdle() }
        case .resolving, .dead: break
        }
    }

    /// Whether the socket did not take the whole request yet.
    @inline(__always) private var hasUnsent: Bool {
        pointee.exchange.map { $0.pointee.flags & Exchange.Flags.isSent == 0 } ?? false
    }

    /// Sends on; true when that failed and only reading is left, nil when the connection is gone.
    private func flushFromLoop() -> Bool? {
        pointee.isReading = true
        flush()
        pointee.isReading = false
        guard pointee.state != .dead else {
            deallocate()
            return nil
        }
        return pointee.exchange.map { $0.pointee.flags & Exchange.Flags.hasSendFailed != 0 }
    }

    /// Receives into the loop's buffer. A receive that does not fill it is the last one: what comes later wakes the
    /// loop again. `untilEnd` goes on to the end of the stream, whose arrival was told already.
    private func read(_ untilEnd: Bool) {
        guard let buffer = home.receiveBuffer() else { return fail(.ASSAY_CLIENT_OUT_OF_RESOURCES) }
        pointee.isReading = true
        if let tls = pointee.tls { assay_tls_set_ready(tls, untilEnd) }
        var taken = 0
        while true {
            let count: Int
            var arrival: Int64 = 0
            if let tls = pointee.tls {
                count = receiveTLS(tls, buffer.base, buffer.size)
                arrival = assay_tls_get_arrival(tls)
            } else {
                count = assay_socket_receive(pointee.watch.fd, buffer.base, buffer.size, &arrival)
            }
            if count > 0 {
                // A TLS record is not a socket's buffer: only an empty read says that all is read.
                let isLast = count < buffer.size && !untilEnd && pointee.tls == nil
                guard take(ByteView(UnsafePointer(buffer.base), count), arrival, isLast) else { break }
                taken &+= count
                if isLast || (taken >= Self.maxTurn && yieldLoop()) { break }
            } else if count == 0 {
                finishAtEnd()
                break
            } else if errno == EAGAIN {
                failAfterSend()
                break
            } else if errno != EINTR {
                if errno == EPROTO { finishTruncated() } else { fail(.ASSAY_CLIENT_CONNECTION_RESET) }
                break
            }
        }
        leaveReading()
    }

    /// The most bytes that one connection takes before others have their turn.
    private static var maxTurn: Int { 1 << 20 }

    /// Has the loop report the socket anew, after others; what is readable then was not told before.
    private func yieldLoop() -> Bool {
        pointee.hasYielded = true
        home.pointee.functions.unwatch(home.pointee.loop, &pointee.watch)
        pointee.isWatched = home.pointee.functions.watch(home.pointee.loop, &pointee.watch, nil) == .ASSAY_STATUS_OK
        if !pointee.isWatched { fail(.ASSAY_CLIENT_OUT_OF_RESOURCES) }
        return true
    }

    /// Hands received bytes to the exchange. False when reading ends here, because the exchange is over or the
    /// connection is gone.
    @inline(__always) private func take(_ bytes: ByteView, _ arrival: Int64, _ isLast: Bool) -> Bool {
        guard let exchange = pointee.exchange else { return false }
        switch exchange.receive(bytes, arrival) {
        case .needsMore: return true
        case .gone: return false
        case .failed(let error):
            fail(error)
            return false
        case .complete(let surplus):
            finish(exchange, mayStay: surplus == 0 && isLast)
            return false
        }
    }

    /// The response is whole: the connection is freed for the next request before the caller hears of it.
    @inline(__always) private func finish(_ exchange: ExchangePointer, mayStay: Bool) {
        let session = pointee.session
        pointee.exchange = nil
        exchange.pointee.connection = nil
        let isKept = exchange.isPersistent && (mayStay || isDrained())
        pointee.state = .idle
        pointee.hasServed = true
        if !isKept { destroy() }
        // Queued requests go first: the caller may close the session.
        if session.hasQueued { session.startQueued() }
        switch exchange.redirect() {
        case .none: exchange.complete(.ASSAY_CLIENT_OK)
        case .failed(let error): exchange.complete(error)
        case .follow: session.dispatch(exchange)
        }
    }

    /// Whether nothing is left to read, and the peer has not closed.
    private func isDrained() -> Bool {
        var byte: UInt8 = 0
        guard let tls = pointee.tls else {
            return recv(pointee.watch.fd, &byte, 1, Int32(MSG_PEEK)) < 0 && errno == EAGAIN
        }
        // Session tickets are taken in on the way.
        return receiveTLS(tls, &byte, 1) < 0 && errno == EAGAIN
    }

    /// Bytes or an end between requests: the connection has no use any more.
    private func checkIdle() {
        if let tls = pointee.tls { assay_tls_set_ready(tls, false) }
        if !isDrained() { destroy() }
    }

    /// The peer has closed its side.
    private func finishAtEnd() {
        guard let exchange = pointee.exchange else { return destroy() }
        switch exchange.receiveEnd() {
        case .complete: finish(exchange, mayStay: false)
        case .failed(let error): fail(error)
        case .needsMore, .gone: break
        }
    }

    /// Nothing was left to read behind a failure to send.
    private func failAfterSend() {
        guard let exchange = pointee.exchange, exchange.pointee.phase == .waiting,
            exchange.pointee.flags & Exchange.Flags.hasSendFailed != 0
        else {
            return
        }
        fail(.ASSAY_CLIENT_CONNECTION_RESET)
    }

    /// The peer has closed TCP without the end of TLS: anyone may have cut the response off.
    private func finishTruncated() {
        let hasBegun = pointee.exchange?.pointee.phase == .receiving
        fail(hasBegun ? .ASSAY_CLIENT_INCOMPLETE_RESPONSE : .ASSAY_CLIENT_CONNECTION_CLOSED)
    }

    /// Frees the connection if it was closed while it was read.
    @inline(__always) private func leaveReading() {
        pointee.isReading = false
        if pointee.state == .dead { deallocate() }
    }
}
