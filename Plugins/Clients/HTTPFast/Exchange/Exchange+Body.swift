// Assay: takes the body of a response in.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

extension UnsafeMutablePointer where Pointee == Exchange {
    /// The head at the start of `bytes` is read: finds out how the body ends, and takes what is there of it.
    @inline(__always) func beginBody(_ bytes: ByteView) -> Received {
        pointee.flags |= Exchange.Flags.hasHead
        let status = pointee.head.status
        let length = pointee.head.length
        pointee.response.status = status
        if pointee.flags & Exchange.Flags.isHead != 0 || status == 204 || status == 304 {
            pointee.framing = .none
        } else if pointee.head.isChunked {
            pointee.framing = .chunked
        } else if pointee.head.contentLength >= 0 {
            pointee.framing = .length
            pointee.remaining = pointee.head.contentLength
        } else {
            pointee.framing = .untilClose
        }
        let rest = bytes[length, bytes.count]
        let isPlain = pointee.flags & Exchange.Flags.isStreamed == 0 && pointee.head.coding == .identity
        if pointee.framing == .none || (pointee.framing == .length && (isPlain || pointee.remaining == 0)) {
            let needed = pointee.framing == .none ? 0 : pointee.remaining
            guard needed <= Int64(pointee.profile.pointee.limits.maxBody) else {
                return .failed(.ASSAY_CLIENT_BODY_TOO_LARGE)
            }
            if Int64(rest.count) >= needed { return takeWhole(bytes, Int(needed)) }
        }
        guard keepMessage(bytes[0, length]) else { return .failed(.ASSAY_CLIENT_OUT_OF_RESOURCES) }
        if let error = prepareDecoder() { return .failed(error) }
        return rest.count > 0 ? receiveBody(rest) : .needsMore
    }

    /// The usual case: all has arrived in one piece, and is copied once.
    @inline(__always) private func takeWhole(_ bytes: ByteView, _ bodyLength: Int) -> Received {
        let length = pointee.head.length
        guard keepMessage(bytes[0, length &+ bodyLength]) else { return .failed(.ASSAY_CLIENT_OUT_OF_RESOURCES) }
        pointee.bodyStart = pointee.headStart &+ length
        pointee.response.body_length = UInt64(truncatingIfNeeded: bodyLength)
        return .complete(surplus: bytes.count &- length &- bodyLength)
    }

    /// Copies the URL and then `bytes` into `message`.
    @inline(__always) private func keepMessage(_ bytes: ByteView) -> Bool {
        let prefix = pointee.origin.pointee.prefix.view
        let urlLength = prefix.count &+ pointee.targetPrefix.count &+ pointee.target.count
        guard pointee.message.reserve(urlLength &+ 1 &+ bytes.count, home.pointee.buffers) else { return false }
        appendURL(prefix)
        pointee.message.appendReserved(bytes)
        if pointee.head.hasCookies { storeCookies() }
        return true
    }

    /// Writes the URL and a NUL into `message`, which has room.
    @inline(__always) func appendURL(_ prefix: ByteView) {
        pointee.message.reset()
        pointee.message.appendReserved(prefix)
        pointee.message.appendReserved(pointee.targetPrefix)
        pointee.message.appendReserved(pointee.target)
        pointee.message.appendReserved(0 as UInt8)
        pointee.headStart = pointee.message.count
    }

    /// Takes bytes of the body as they were sent.
    func receiveBody(_ bytes: ByteView) -> Received {
        switch pointee.framing {
        case .none: return finishBody(surplus: bytes.count)
        case .chunked: return receiveChunks(bytes)
        case .untilClose: return deliver(bytes) ?? .needsMore
        case .length:
            let count = Int(clamping: Swift.min(Int64(bytes.count), pointee.remaining))
            pointee.remaining &-= Int64(count)
            let isLast = pointee.remaining == 0
            if let received = deliver(bytes[0, count]) { return received }
            return isLast ? finishBody(surplus: bytes.count &- count) : .needsMore
        }
    }

    private func receiveChunks(_ bytes: ByteView) -> Received {
        var offset = 0
        while true {
            switch pointee.chunked.next(bytes, &offset) {
            case .needsMore: return .needsMore
            case .failed(let error): return .failed(error)
            case .done: return finishBody(surplus: bytes.count &- offset)
            case .data(let start, let end):
                if let received = deliver(bytes[start, end]) { return received }
            }
        }
    }

    /// Hands a piece of the decoded body on: to the buffer, or to the caller. Something other than nil ends it.
    func emit(_ piece: ByteView) -> Received? {
        guard piece.count > 0, !isRedirect else { return nil }
        pointee.response.body_length &+= UInt64(truncatingIfNeeded: piece.count)
        guard pointee.flags & Exchange.Flags.isStreamed != 0 else { return keep(piece) }
        guard let call = pointee.call, let onChunk = call.pointee.on_chunk, let connection = pointee.connection else {
            return nil
        }
        onChunk(call, assay_bytes_t(data: piece.base, length: piece.count), pointee.arrived)
        // The connection outlives the call, since it is being read; the exchange may not.
        return connection.pointee.state == .dead ? .gone : nil
    }

    private func keep(_ piece: ByteView) -> Received? {
        guard pointee.response.body_length <= UInt64(pointee.profile.pointee.limits.maxBody) else {
            return .failed(.ASSAY_CLIENT_BODY_TOO_LARGE)
        }
        guard pointee.body.append(piece, home.pointee.buffers) else { return .failed(.ASSAY_CLIENT_OUT_OF_RESOURCES) }
        return nil
    }
}
