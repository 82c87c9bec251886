// Assay: counts the bytes of a request's head before it is parsed.
// SPDX-License-Identifier: Apache-2.0
import NIOCore

/// Tells the connection of bytes as they arrive, in front of the parser, which says nothing before a head is whole.
final class HeadGuard: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        connection.bytesArrive(Self.unwrapInboundIn(data).readableBytes)
        context.fireChannelRead(data)
        connection.bytesWereParsed()
    }
}
