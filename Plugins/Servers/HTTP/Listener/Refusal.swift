// Assay: what a connection too many is told.
// SPDX-License-Identifier: Apache-2.0
import NIOCore

/// Says that the server is full, and closes.
final class Refusal: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private static let answer: StaticString = """
        HTTP/1.1 503 Service Unavailable\r
        content-type: text/plain\r
        content-length: 42\r
        connection: close\r
        retry-after: 1\r
        \r
        too many connections; try again in a while
        """

    func channelActive(context: ChannelHandlerContext) {
        let answer = context.channel.allocator.buffer(staticString: Self.answer)
        context.writeAndFlush(Self.wrapOutboundOut(answer), promise: nil)
        context.close(promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {}
}
