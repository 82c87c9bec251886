// Assay: sends requests.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import Glibc

extension UnsafeMutablePointer where Pointee == Connection {
    /// Puts the request together and sends it; the connection is idle or new.
    @inline(__always) func serve(_ exchange: ExchangePointer) {
        pointee.exchange = exchange
        pointee.state = .busy
        exchange.pointee.connection = self
        exchange.pointee.phase = .sending
        if pointee.hasServed { exchange.pointee.flags |= Exchange.Flags.isReused }
        guard exchange.writeHead() else { return fail(.ASSAY_CLIENT_OUT_OF_RESOURCES) }
        let scratch = home.pointee.scratch.view
        let body = exchange.body
        if body.count == 0 || body.count <= Self.maxCopiedBody {
            let sent = transmit(scratch)
            if sent == scratch.count { return exchange.finishSending(sent) }
            guard sent >= 0 else { return }
            exchange.pointee.response.bytes_sent &+= UInt64(sent)
            _ = keepUnsent(exchange, scratch[sent, scratch.count], bodyOffset: body.count)
        } else {
            if keepUnsent(exchange, scratch, bodyOffset: 0) { flush() }
        }
    }

    /// Bodies up to this size are sent in one piece with their head.
    static var maxCopiedBody: Int { 16 << 10 }

    /// Remembers what the socket did not take; false when there is no memory, and the connection has failed.
    private func keepUnsent(_ exchange: ExchangePointer, _ rest: ByteView, bodyOffset: Int) -> Bool {
        exchange.pointee.unsent.reset()
        exchange.pointee.unsentOffset = 0
        exchange.pointee.unsentBody = bodyOffset
        guard exchange.pointee.unsent.append(rest, home.pointee.buffers) else {
            fail(.ASSAY_CLIENT_OUT_OF_RESOURCES)
            return false
        }
        exchange.setTimer()
        return true
    }

    /// Sends on until all is sent or the socket is full.
    func flush() {
        guard let exchange = pointee.exchange, exchange.pointee.flags & Exchange.Flags.isSent == 0 else { return }
        while true {
            let head = exchange.pointee.unsent.view
            let offset = exchange.pointee.unsentOffset
            let body = exchange.body
            let piece: ByteView
            if offset < head.count {
                piece = head[offset, head.count]
            } else if exchange.pointee.unsentBody < body.count {
                piece = body[exchange.pointee.unsentBody, body.count]
            } else {
                break
            }
            let sent = transmit(piece)
            guard sent > 0 else { return }
            exchange.pointee.response.bytes_sent &+= UInt64(sent)
            if offset < head.count {
                exchange.pointee.unsentOffset &+= sent
            } else {
                exchange.pointee.unsentBody &+= sent
            }
        }
        guard exchange.pointee.phase == .sending else {
            // The server has begun to answer before it has all.
            exchange.pointee.flags |= Exchange.Flags.isSent
            return
        }
        exchange.book(home.now)
        exchange.finishSending(0)
    }

    /// Sends bytes once. Returns how many the socket took, 0 when it is full; -1 when the connection has failed, and
    /// perhaps is gone.
    @inline(__always) private func transmit(_ bytes: ByteView) -> Int {
        while true {
            let sent: Int
            if let tls = pointee.tls {
                sent = transmitTLS(tls, bytes)
            } else {
                sent = Glibc.send(pointee.watch.fd, bytes.base, bytes.count, Int32(MSG_NOSIGNAL))
            }
            if sent >= 0 { return sent }
            switch errno {
            case EINTR: continue
            case EAGAIN: return 0
            default:
                failToSend(errno)
                return -1
            }
        }
    }

    /// The peer has closed; the loop tells of that too, and what the peer has sent before, perhaps the refusal of a body,
    /// is read then. Other failures are this machine's own and end the connection.
    private func failToSend(_ code: Int32) {
        guard let exchange = pointee.exchange, code == EPIPE || code == ECONNRESET else {
            return fail(.ASSAY_CLIENT_SEND_FAILED)
        }
        exchange.book(home.now)
        if exchange.pointee.phase == .sending { exchange.pointee.phase = .waiting }
        exchange.pointee.flags |= Exchange.Flags.hasSendFailed | Exchange.Flags.isSent
        exchange.pointee.phaseDeadline = .max
        exchange.setTimer()
    }
}
