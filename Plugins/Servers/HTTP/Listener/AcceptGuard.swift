// Assay: keeps a listener alive when the system runs short.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Glibc
import NIOCore

/// First in the pipeline of the listening socket: a connection that could not be accepted, for want of a descriptor or
/// memory, is not the end of the listener.
final class AcceptGuard: ChannelDuplexHandler {
    typealias InboundIn = Any
    typealias OutboundIn = Any

    private let service: Service
    private var isPausing = false
    private var isReadHeld = false

    init(_ service: Service) {
        self.service = service
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let code = (error as? IOError)?.errnoCode,
            [EMFILE, ENFILE, ENOBUFS, ENOMEM, ECONNABORTED, EPROTO].contains(code)
        else { return context.fireErrorCaught(error) }
        guard code != ECONNABORTED, code != EPROTO, !isPausing else { return }
        service.log(.ASSAY_LOG_WARNING, "cannot accept a connection: \(error); trying again in 0.1 s")
        isPausing = true
        context.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(100)) {
            self.isPausing = false
            if self.isReadHeld {
                self.isReadHeld = false
                context.read()
            }
        }
    }

    func read(context: ChannelHandlerContext) {
        if isPausing { isReadHeld = true } else { context.read() }
    }
}
