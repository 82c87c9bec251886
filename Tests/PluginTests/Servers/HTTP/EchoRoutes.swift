// Assay: routes for tests of the server.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay
import Foundation

/// Routes that say what has reached them.
final class EchoRoutes: AsyncRoutesComponent {
    static let descriptor = ComponentDescriptor(
        id: "test.echo", kind: ASSAY_KIND_ROUTES, name: "Echo", description: "Says what has reached it.",
        configSchema: #"{"type":"object"}"#)

    let routeList = RouteList([
        Route("POST", "/api/buffered", operation: "b", permission: "public", body: .buffered(limit: 1 << 20)),
        Route("POST", "/api/streamed", operation: "s", permission: "public", body: .streamed(limit: nil)),
        Route("POST", "/api/gated", operation: "g", permission: "public", body: .streamed(limit: nil)),
        Route("POST", "/api/refused", operation: "r", permission: "public", body: .streamed(limit: nil)),
        Route("GET", "/api/large", operation: "l", permission: "public"),
        Route("GET", "/api/path/{rest...}", operation: "p", permission: "public"),
        Route("GET", "/probe", operation: "o", permission: "public", answersAnyHost: true),
        Route("POST", "/api/many/search", operation: "m", permission: "public"),
        Route("GET", "/api/many/{rest}", operation: "n", permission: "public"),
    ])
    let tasks: RouteTasks

    /// How long the answer of `/api/large` is: more than a socket holds.
    static let largeBytes = 32 << 20
    /// One byte of so many counts for the sum of a streamed body.
    static let sampleBytes = 4096

    /// Opened by a test to let `/api/gated` read.
    static let gate = Gate()
    /// Opened by a test to let `/api/refused` answer.
    static let refusal = Gate()

    init(host: AssayKit.Host, config: Config) throws {
        tasks = try RouteTasks(host, source: "test.echo")
    }

    func start() throws {}
    func stop() {}

    func answer(_ exchange: Exchange) async throws -> RouteAnswer? {
        switch exchange.route {
        case 0: return RouteAnswer(status: 200, text: "\(exchange.body.count)")
        case 1, 2:
            if exchange.route == 2 { await Self.gate.wait() }
            var (count, sum) = (0, 0)
            do {
                while let piece = try await exchange.read() {
                    let first = (Self.sampleBytes - count % Self.sampleBytes) % Self.sampleBytes
                    for index in stride(from: first, to: piece.count, by: Self.sampleBytes) {
                        sum = (sum &* 31 &+ Int(piece[index])) & 0xFFFF_FFFF
                    }
                    count += piece.count
                }
            } catch {
                exchange.abort()
                return nil
            }
            return RouteAnswer(status: 200, text: "\(count) \(sum)")
        case 3:
            await Self.refusal.wait()
            return RouteAnswer(status: 403, text: "no")
        case 4: return RouteAnswer(status: 200, text: String(repeating: "x", count: Self.largeBytes))
        default: return RouteAnswer(status: 200, text: exchange.parameter("rest") ?? "")
        }
    }
}

/// Lets tasks wait for a test.
final class Gate: @unchecked Sendable {
    // @unchecked: behind the lock.
    private let lock = NSLock()
    private var isOpen = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    func wait() async {
        await withCheckedContinuation { continuation in
            let goesOn = lock.withLock {
                if !isOpen { waiting.append(continuation) }
                return isOpen
            }
            if goesOn { continuation.resume() }
        }
    }

    func open() {
        let all = lock.withLock {
            isOpen = true
            defer { waiting = [] }
            return waiting
        }
        for continuation in all { continuation.resume() }
    }
}
