// Assay: reads the response of an exchange from what its connection received.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// What received bytes did to an exchange.
enum Received {
    case needsMore
    /// The response is whole; so many bytes came behind it.
    case complete(surplus: Int)
    case failed(assay_client_error_t)
    /// The caller ended the exchange from inside on_chunk: it must not be touched any more.
    case gone
}

extension UnsafeMutablePointer where Pointee == Exchange {
    @inline(__always) var isPersistent: Bool {
        let sending = Exchange.Flags.isSent | Exchange.Flags.hasSendFailed
        return pointee.head.isPersistent && pointee.framing != .untilClose && pointee.profile.pointee.limits.keepsAlive
            && pointee.flags & sending == Exchange.Flags.isSent
    }

    /// Takes bytes as they were received; `arrival` is when the kernel had them, in wall-clock time, or 0.
    @inline(__always) func receive(_ bytes: ByteView, _ arrival: Int64) -> Received {
        let now = instant(ofArrival: arrival)
        pointee.arrived = now
        pointee.response.bytes_received &+= UInt64(truncatingIfNeeded: bytes.count)
        if pointee.phase != .receiving {
            book(now)
            pointee.phase = .receiving
            if pointee.phaseDeadline != .max {
                pointee.phaseDeadline = .max
                setTimer()
            }
        }
        return pointee.flags & Exchange.Flags.hasHead == 0 ? receiveHead(bytes) : receiveBody(bytes)
    }

    /// When bytes arrived on the loop's clock. What passed since then is this machine's delay and not the server's: the
    /// loop was with others, or asleep. Where the kernel tells nothing, or the wall clock was set, it is now.
    @inline(__always) private func instant(ofArrival arrival: Int64) -> assay_instant_t {
        let now = home.now
        guard arrival != 0 else { return now }
        let instant = arrival &- home.wallOffset(now)
        return instant >= pointee.mark && instant < now ? instant : now
    }

    /// The peer has closed its side.
    func receiveEnd() -> Received {
        pointee.arrived = home.now
        guard pointee.phase == .receiving else {
            let hasSendFailed = pointee.flags & Exchange.Flags.hasSendFailed != 0
            return .failed(hasSendFailed ? .ASSAY_CLIENT_CONNECTION_RESET : .ASSAY_CLIENT_CONNECTION_CLOSED)
        }
        guard pointee.flags & Exchange.Flags.hasHead != 0, pointee.framing == .untilClose else {
            return .failed(.ASSAY_CLIENT_INCOMPLETE_RESPONSE)
        }
        return finishBody(surplus: 0)
    }

    /// Reads heads, interim ones too; a part of one is kept in `body`, which is free until the head is read.
    @inline(__always) private func receiveHead(_ bytes: ByteView) -> Received {
        guard pointee.body.count > 0 else { return parseHead(bytes) ?? keepPartial(bytes) }
        let pool = home.pointee.buffers
        guard pointee.body.append(bytes, pool) else { return .failed(.ASSAY_CLIENT_OUT_OF_RESOURCES) }
        var held = pointee.body
        pointee.body = ByteBuffer()
        if let received = parseHead(held.view) {
            held.clear(pool)
            return received
        }
        held.removeFirst(pointee.skipped)
        pointee.skipped = 0
        pointee.body = held
        return .needsMore
    }

    private func keepPartial(_ bytes: ByteView) -> Received {
        let rest = bytes[pointee.skipped, bytes.count]
        pointee.skipped = 0
        return pointee.body.append(rest, home.pointee.buffers) ? .needsMore : .failed(.ASSAY_CLIENT_OUT_OF_RESOURCES)
    }

    /// Reads the head at the start of `bytes`, behind interim ones; nil when a part is missing: then `skipped` bytes
    /// are done with.
    @inline(__always) private func parseHead(_ bytes: ByteView) -> Received? {
        var view = bytes
        while true {
            if let known = pointee.origin.pointee.lastHead.recall(view) {
                pointee.head = known
                return beginBody(view)
            }
            switch ResponseParser.parse(view, scanned: &pointee.scanned, into: &pointee.head) {
            case .failed(let error): return .failed(error)
            case .partial: return nil
            case .complete:
                if pointee.head.status >= 200 {
                    pointee.origin.pointee.lastHead.keep(pointee.head, view, home.pointee.buffers)
                    return beginBody(view)
                }
            }
            guard pointee.head.status != 101 else { return .failed(.ASSAY_CLIENT_UNSUPPORTED) }
            let length = pointee.head.length
            pointee.interimBytes &+= length
            guard pointee.interimBytes <= ResponseParser.maxHead else {
                return .failed(.ASSAY_CLIENT_HEADERS_TOO_LARGE)
            }
            pointee.head = ResponseHead()
            pointee.scanned = 0
            pointee.skipped &+= length
            view = view[length, view.count]
            if view.count == 0 { return nil }
        }
    }
}
