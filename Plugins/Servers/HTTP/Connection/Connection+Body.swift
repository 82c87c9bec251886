// Assay: the bodies of requests.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay
import NIOCore
import NIOHTTP1

extension Connection {
    /// The route is known: decides what becomes of the body, and starts what need not wait for it.
    func beginBody(_ target: RouteTarget, _ exchange: HTTPExchange) {
        let announced = exchange.pointer.pointee.content_length
        switch target.bodyPolicy {
        case .ASSAY_ROUTE_BODY_BUFFERED:
            sink = .buffer(limit: target.bodyLimit)
            share = BodyShare(service.budget)
        case .ASSAY_ROUTE_BODY_STREAMED:
            sink = .stream(limit: target.bodyLimit)
            stream = BodyStream(service.budget)
        default: sink = .discard
        }
        let limit = limitOfSink
        guard announced <= Int64(clamping: limit) else { return refuse(.tooLarge) }
        if let expectation = exchange.head.headers.first(name: "expect") {
            guard expectation.lowercased() == "100-continue" else {
                return refuse(Answer(status: .expectationFailed, plain: "the expectation is not known"))
            }
            if !isHTTP10 { sendContinue() }
        }
        if case .stream = sink { exchange.hand(to: target) }
    }

    private var limitOfSink: Int {
        switch sink {
        case .discard: .max
        case .buffer(let limit), .stream(let limit): limit
        }
    }

    /// A piece of the body.
    func bodyArrives(_ bytes: ByteBuffer) {
        received += bytes.readableBytes
        setBodyDeadline()
        guard received <= limitOfSink else {
            if case .stream = sink { stream.fail(.ASSAY_STATUS_RESOURCE_EXHAUSTED) }
            guard !isAnswerBegun else { return close() }
            return refuse(.tooLarge)
        }
        switch sink {
        case .discard:
            if received > service.limits.discarded {
                keepsAlive = false
                if !isAnswerOpen { closeAfterAnswer() }
            }
        case .buffer:
            guard share?.take(bytes.readableBytes) ?? false else { return refuse(.overloaded) }
            if body.readableBytes == 0 { body = bytes } else { body.writeImmutableBuffer(bytes) }
        case .stream:
            stream.append(bytes)
        }
    }

    /// A body may stand still for a while, but not come in drops for ever.
    private func setBodyDeadline() {
        let limits = service.limits
        let latest = requestStart + limits.stall + .seconds(Int64(received / limits.leastRate))
        setDeadline(min(limits.stall, latest - .now()))
    }

    /// The request is whole.
    func endRequest() {
        isRequestOpen = false
        clock.deadline = nil
        switch sink {
        case .discard, .buffer:
            if let exchange, let target, isAnswerOpen {
                if case .buffer = sink { exchange.setBody(body, share) }
                forgetBody()
                exchange.hand(to: target)
            }
        case .stream: stream.finish()
        }
        nextRequest()
    }

    /// The answer is there before the body: what still comes is read and thrown away.
    func discardRest() {
        sink = .discard
        stream.fail(.ASSAY_STATUS_CANCELLED)
        stream = BodyStream()
        readOn()
    }

    /// Reads on, if that had to wait and must no longer.
    func readOn() {
        guard isReadHeld, mayRead else { return }
        isReadHeld = false
        context?.read()
    }

    /// The body is somebody else's, or nobody's.
    func forgetBody() {
        body = ByteBuffer()
        share = nil
    }

    /// A route wants the next piece of its body.
    func readPiece(_ read: PendingRead) {
        stream.read(read, eventLoop: context?.eventLoop)
        readOn()
    }

    private func sendContinue() {
        guard let context else { return }
        let head = HTTPResponseHead(version: .http1_1, status: .continue)
        context.writeAndFlush(Self.wrapOutboundOut(.head(head)), promise: nil)
    }
}
