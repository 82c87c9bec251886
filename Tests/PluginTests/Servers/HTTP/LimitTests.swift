// Assay: what bounds a server: sizes, times, connections, and the memory of bodies.
// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@Suite(.serialized) struct LimitTests {
    private static func serve(_ config: String, _ clients: @escaping @Sendable (Int) throws -> Void) async throws {
        try await ServerFixture.run(
            { [FixturePart(EchoRoutes.self, "{}", as: "echo")] }, config: config, clients: clients)
    }

    private static func head(_ path: String, length: Int) -> String {
        "POST \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Length: \(length)\r\n\r\n"
    }

    private static func text(_ count: Int) -> String { String(repeating: "x", count: count) }

    @Test func longBodiesAreRefused() async throws {
        try await Self.serve("") { port in
            let most = try RawPeer.ask(port, "POST", "/api/buffered", body: Self.text(1 << 20))
            #expect((most.status, most.text) == (200, "\(1 << 20)"))
            let announced = try RawPeer(port)
            announced.send(Self.head("/api/buffered", length: 1 << 20 | 1))
            #expect(try announced.answer().status == 413)
            #expect(announced.isClosed())
            let chunked = try RawPeer(port)
            chunked.send("POST /api/buffered HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n")
            for _ in 0..<18 { chunked.send("10000\r\n\(Self.text(65_536))\r\n") }
            #expect(try chunked.answer().status == 413)
        }
    }

    @Test func bodiesShareABudget() async throws {
        try await Self.serve(#""max_buffered_bytes": 1048576"#) { port in
            for end in ["ends", "goes away"] {
                let first = try RawPeer(port)
                first.send(Self.head("/api/buffered", length: 700_000) + Self.text(699_999))
                // What the first has sent must have been read before the second comes.
                var second = try RawPeer.ask(port, "POST", "/api/buffered", body: Self.text(600_000))
                for _ in 0..<200 where second.status == 200 {
                    usleep(10_000)
                    second = try RawPeer.ask(port, "POST", "/api/buffered", body: Self.text(600_000))
                }
                #expect((second.status, second.headers["retry-after"]) == (503, "1"), "\(second.text)")
                #expect(try RawPeer.ask(port, "POST", "/api/buffered", body: "small").status == 200)
                if end == "ends" {
                    first.send("x")
                    #expect(try first.answer().text == "700000")
                }
            }
            var last = try RawPeer.ask(port, "POST", "/api/buffered", body: Self.text(1 << 20))
            for _ in 0..<200 where last.status == 503 {
                usleep(10_000)
                last = try RawPeer.ask(port, "POST", "/api/buffered", body: Self.text(1 << 20))
            }
            #expect(last.status == 200, "the budget is whole again")
        }
    }

    @Test func slowHeadsAndBodiesEndWithAWord() async throws {
        let config = #""head_timeout": 0.3, "stall_timeout": 0.3, "idle_timeout": 0.3"#
        try await Self.serve(config) { port in
            let head = try RawPeer(port)
            head.send("POST /api/buffered HTTP/1.1\r\nHost: loc")
            let body = try RawPeer(port)
            body.send(Self.head("/api/buffered", length: 10) + "x")
            let idle = try RawPeer(port)
            #expect(try RawPeer.ask(port, "GET", "/api/path/meanwhile").text == "meanwhile")
            for peer in [head, body] {
                #expect(try peer.answer().status == 408)
                #expect(peer.isClosed())
            }
            #expect(idle.isClosed())
        }
    }

    @Test(arguments: ["/api/buffered", "/api/streamed"]) func dropsDoNotKeepAConnection(path: String) async throws {
        try await Self.serve(#""stall_timeout": 0.3"#) { port in
            let peer = try RawPeer(port)
            peer.send(Self.head(path, length: 1000))
            let start = Date()
            var drops = 0
            while Date().timeIntervalSince(start) < 2, !peer.hasSomething {
                peer.send("x")
                drops += 1
                usleep(50_000)
            }
            #expect(drops < 30, "each drop came in time, and still the body has to end")
            #expect(try peer.answer().status == 408)
        }
    }

    @Test func connectionsAreBounded() async throws {
        try await Self.serve(#""max_connections": 2"#) { port in
            let peers = try [RawPeer(port), RawPeer(port)]
            for peer in peers {
                peer.send("GET /probe HTTP/1.1\r\nHost: localhost\r\n\r\n")
                #expect(try peer.answer().status == 200)
            }
            let third = try RawPeer(port)
            let answer = try third.answer()
            #expect((answer.status, answer.headers["retry-after"]) == (503, "1"))
            #expect(third.isClosed())
        }
    }

    @Test func aBodyThatNobodyReadsHoldsNothingUp() async throws {
        try await Self.serve("") { port in
            let peer = try RawPeer(port)
            peer.send(Self.head("/api/refused", length: 1_000_000))
            // More than a connection holds for its route, so that the server stops reading before the answer.
            let bytes = [UInt8](repeating: 0x78, count: 1_000_000)
            let held = peer.sendWhileTaken(bytes, from: 0, quietSeconds: 0.2)
            EchoRoutes.refusal.open()
            #expect(try peer.answer().status == 403)
            peer.send(Array(bytes[held...]))
            peer.send("GET /api/path/next HTTP/1.1\r\nHost: localhost\r\n\r\n")
            #expect(try peer.answer().text == "next")
        }
    }

    @Test func aRouteThatDoesNotReadHoldsItsPeerBack() async throws {
        try await Self.serve("") { port in
            let (block, count) = (EchoRoutes.sampleBytes, 16_384)
            var bytes = [UInt8](repeating: 0, count: count * block)
            for index in 0..<count { bytes[index * block] = UInt8(truncatingIfNeeded: index &* 7 &+ index >> 5) }
            let peer = try RawPeer(port)
            peer.send(Self.head("/api/gated", length: bytes.count))
            let held = peer.sendWhileTaken(bytes, from: 0, quietSeconds: 0.5)
            // What the system's own buffers take is a few megabytes.
            #expect(held < 24 << 20)
            EchoRoutes.gate.open()
            peer.send(Array(bytes[held...]))
            var sum = 0
            for index in 0..<count { sum = (sum &* 31 &+ Int(bytes[index * block])) & 0xFFFF_FFFF }
            #expect(try peer.answer().text == "\(bytes.count) \(sum)")
        }
    }
}
