// Assay: what every accepted connection gets.
// SPDX-License-Identifier: Apache-2.0
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import Synchronization

/// Hummingbird's server asks it to set up each connection it accepts. The pipeline is ours and not Hummingbird's channel:
/// that one resumes a task on another thread for each part of a request.
struct ConnectionSetup: ServerChildChannel {
    /// A connection that was set up.
    struct Value: ServerChildChannelValue {
        let channel: any Channel
    }

    let service: Service

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        let service = service
        return channel.eventLoop.makeCompletedFuture {
            let count = service.connections.wrappingAdd(1, ordering: .relaxed).newValue
            channel.closeFuture.whenComplete { _ in service.connections.wrappingSubtract(1, ordering: .relaxed) }
            let pipeline = channel.pipeline.syncOperations
            if count > service.limits.connections {
                try pipeline.addHandler(Refusal())
            } else {
                try Self.addHandlers(pipeline, service)
            }
            return Value(channel: channel)
        }
    }

    private static func addHandlers(_ pipeline: ChannelPipeline.SynchronousOperations, _ service: Service) throws {
        let connection = Connection(service)
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderFieldSize = service.limits.headBytes
        limits.maxHeaderListSize = service.limits.headBytes
        let decoder = HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes, limitConfiguration: limits)
        try pipeline.addHandlers([
            HTTPResponseEncoder(), HeadGuard(connection), ByteToMessageHandler(decoder), connection,
        ])
    }

    /// Lives as long as the connection: all work is in its handlers.
    func handle(value: Value, logger: Logger) async {
        await withTaskCancellationHandler {
            try? await value.channel.closeFuture.get()
        } onCancel: {
            value.channel.close(mode: .all, promise: nil)
        }
    }
}
