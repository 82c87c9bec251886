// Assay: the listening socket, from bind to the last connection.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import Synchronization

/// A server of Hummingbird's that listens. Made and closed on the main thread.
final class Listener: Sendable {
    private typealias HTTPServer = Server<ConnectionSetup>

    /// Where it listens.
    let address: String
    private let group: MultiThreadedEventLoopGroup
    private let server: HTTPServer
    private let running: Task<Void, Never>
    private let ended: EventLoopFuture<Void>

    /// Binds and listens; returns when connections are accepted.
    init(_ service: Service, _ endpoint: Endpoint, threads: Int) throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: threads)
        let loop = group.next()
        let bound = loop.makePromise(of: (any Channel).self)
        let ended = loop.makePromise(of: Void.self)
        let server = HTTPServer(
            childChannelSetup: ConnectionSetup(service: service), configuration: endpoint.configuration,
            onServerRunning: { channel in
                try? await channel.eventLoop.submit {
                    try channel.pipeline.syncOperations.addHandler(AcceptGuard(service), position: .first)
                }.get()
                bound.succeed(channel)
            },
            eventLoopGroup: group, logger: Logger(label: "http") { _ in HostLogHandler(service) })
        running = Task(executorPreference: EventLoopExecutor(loop)) {
            do {
                try await server.run()
                bound.fail(CancellationError())
            } catch {
                bound.fail(error)
            }
            ended.succeed(())
        }
        do {
            address = endpoint.address(try bound.futureResult.wait())
        } catch {
            try? ended.futureResult.wait()
            try? group.syncShutdownGracefully()
            throw endpoint.failure(error)
        }
        self.group = group
        self.server = server
        self.ended = ended.futureResult
    }

    /// Stops accepting and lets requests in flight be answered, for a while; then calls `done`.
    func drain(seconds: Double, _ done: @escaping @Sendable () -> Void) {
        let server = server
        let once = Once(done)
        Task(executorPreference: EventLoopExecutor(group.next())) {
            try? await server.shutdownGracefully()
            once.run()
        }
        let nanoseconds = Int64(max(0, min(seconds, 86_400)) * 1e9)
        group.next().scheduleTask(in: .nanoseconds(nanoseconds)) { once.run() }
    }

    /// Closes every connection and ends the threads.
    func close() {
        running.cancel()
        try? ended.wait()
        try? group.syncShutdownGracefully()
    }
}

/// Something that is to happen once.
private final class Once: Sendable {
    private let work: Mutex<(@Sendable () -> Void)?>

    init(_ work: @escaping @Sendable () -> Void) {
        self.work = Mutex(work)
    }

    func run() {
        let work = work.withLock { work in
            defer { work = nil }
            return work
        }
        work?()
    }
}
