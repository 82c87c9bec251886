// Assay: a server in a host of its own, with clients on other threads.
// SPDX-License-Identifier: Apache-2.0
import AssayCore
import AssayKit
import CAssay
import Foundation
import HTTPServer

/// A part of a server: a component that is made with a config and published under a name.
struct FixturePart {
    let maker: ComponentMaker
    let config: String
    let name: String

    init(_ type: (some AssayKit.Component).Type, _ config: String, as name: String) {
        maker = ComponentMaker(type)
        self.config = config
        self.name = name
    }
}

/// Starts parts and a server that serves the last one, and turns the host's main loop while clients are at work.
enum ServerFixture {
    /// Runs `clients` on a thread of its own with the server's port; `prepare` runs before anything starts to listen.
    static func run(
        _ parts: @escaping @Sendable () -> [FixturePart], config: String = "",
        prepare: @escaping @Sendable (AssayKit.Host) throws -> Void = { _ in },
        clients: @escaping @Sendable (Int) throws -> Void
    ) async throws {
        let life = Life()
        async let ended: Void = withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                let result = Result { try serve(parts(), config, prepare, life) }
                life.begin(nil)
                continuation.resume(with: result)
            }
        }
        if let port = await life.port() {
            // A task and not a bare thread, so that what is expected there is this test's.
            let result = await Task(executorPreference: OwnThread()) { try clients(port) }.result
            life.end()
            try await ended
            try result.get()
        }
        try await ended
    }

    private static func serve(
        _ parts: [FixturePart], _ config: String, _ prepare: (AssayKit.Host) throws -> Void, _ life: Life
    ) throws {
        var options = HostOptions()
        options.discovery = nil
        options.loopCount = 2
        let host = try AssayCore.Host.make(options)
        defer { host.shutdown() }
        let plugins = AssayKit.Host(host.pointer)
        var started: [UnsafePointer<assay_component_t>] = []
        defer {
            for component in started.reversed() {
                component.pointee.stop(component)
                component.pointee.destroy(component)
            }
        }
        func start(_ part: FixturePart) throws -> UnsafePointer<assay_component_t> {
            let component = try part.maker.make(plugins, part.config)
            try AssayError.check { component.pointee.start(component, $0) }
            started.append(component)
            try plugins.publish(component, as: part.name)
            return component
        }
        for part in parts { _ = try start(part) }
        try prepare(plugins)
        let rest = config.isEmpty ? "" : ", " + config
        let routes = parts.last?.name ?? ""
        let server = try start(
            FixturePart(HTTPServer.self, #"{"port": 0, "threads": 2, "routes": ["\#(routes)"]\#(rest)}"#, as: "server"))
        defer { for name in parts.map(\.name) + ["server"] { plugins.withdraw(name) } }
        let table = server.pointee.get_extension(server, ASSAY_KIND_SERVER)?.assumingMemoryBound(
            to: assay_server_t.self)
        let address = table?.pointee.get_address(server).map { String(cString: $0) } ?? ""
        life.wake = host.wake
        life.begin(Int(address.split(separator: ":").last ?? ""))
        host.run { life.isOver }
    }
}

/// Runs a task on a thread of its own, which may wait.
private final class OwnThread: TaskExecutor {
    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let executor = asUnownedTaskExecutor()
        Thread.detachNewThread { job.runSynchronously(on: executor) }
    }
}

/// From the start of a server to the end of its clients.
private final class Life: @unchecked Sendable {
    // @unchecked: behind the lock; `wake` is set before the clients begin.
    private let lock = NSLock()
    private let stream = AsyncStream<Int?>.makeStream()
    private var hasEnded = false
    var wake: (@Sendable () -> Void)?

    var isOver: Bool { lock.withLock { hasEnded } }

    /// The server listens, or has failed.
    func begin(_ port: Int?) {
        stream.continuation.yield(port)
        stream.continuation.finish()
    }

    /// The port; nil when the server has failed.
    func port() async -> Int? {
        for await port in stream.stream { return port }
        return nil
    }

    /// The clients have ended.
    func end() {
        lock.withLock { hasEnded = true }
        wake?()
    }
}
