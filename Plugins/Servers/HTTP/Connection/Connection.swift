// Assay: one connection: requests in, answers out, one at a time.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay
import NIOCore
import NIOHTTP1

/// The end of the pipeline of a connection. Requests that come ahead of their turn wait, unread by the system if they
/// are many; everything here is on the connection's event loop.
final class Connection: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    /// What waits for its turn.
    enum Item {
        case part(HTTPServerRequestPart)
        case failure(HTTPParserError)
        case inputClosed
    }

    /// What becomes of the body.
    enum Sink {
        case discard
        case buffer(limit: Int)
        case stream(limit: Int)
    }

    let service: Service
    var context: ChannelHandlerContext?
    var queue = CircularBuffer<Item>(initialCapacity: 0)
    var isProcessing = false
    /// The head is there, the end of the request is not.
    var isRequestOpen = false
    /// The head is there, the end of the answer is not.
    var isAnswerOpen = false
    var isAnswerBegun = false
    var isHeadRequest = false
    var keepsAlive = true
    var isHTTP10 = false
    var isQuiescing = false
    var isInputClosed = false
    /// When the output is closed, which it was told to be.
    var outputEnd: EventLoopFuture<Void>?
    /// The output is closed or about to be; what still comes is thrown away.
    var isLingering = false
    var origin: String?
    var sink = Sink.discard
    var received = 0
    var requestStart = NIODeadline.uptimeNanoseconds(0)
    var body = ByteBuffer()
    /// What `body` has of the budget.
    var share: BodyShare?
    /// The exchange that a route has.
    var exchange: HTTPExchange?
    var target: RouteTarget?
    var stream = BodyStream()
    var answerLength: Int64 = -1
    var answerSent: Int64 = 0
    /// Bytes since the last head.
    var headBytes = 0
    var isReadHeld = false
    var isReading = false
    var needsFlush = false
    var clock = ConnectionClock()
    lazy var peer: [UInt8] = PeerAddress.text(context?.remoteAddress)

    init(_ service: Service) {
        self.service = service
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    func channelActive(context: ChannelHandlerContext) {
        setDeadline(service.limits.idle)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        peerHasGone()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        take(.part(Self.unwrapInboundIn(data)))
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        isReading = false
        if needsFlush {
            needsFlush = false
            context.flush()
        }
        context.fireChannelReadComplete()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { work() }
        context.fireChannelWritabilityChanged()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if let error = error as? HTTPParserError {
            take(.failure(error))
        } else {
            context.close(promise: nil)
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed: take(.inputClosed)
        case is ChannelShouldQuiesceEvent: quiesce()
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    func read(context: ChannelHandlerContext) {
        if mayRead { context.read() } else { isReadHeld = true }
    }

    /// No more requests: an idle connection is closed, another one after its answer.
    private func quiesce() {
        isQuiescing = true
        keepsAlive = false
        if !isRequestOpen, !isAnswerOpen { closeWhenSent() }
    }
}
