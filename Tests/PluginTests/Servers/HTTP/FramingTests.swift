// Assay: requests that could be read in two ways are refused, and nothing behind them is answered.
// SPDX-License-Identifier: Apache-2.0
import Testing

@Suite struct FramingTests {
    /// What stands between the request line with its Host and a second request, and the status (RFC 9112).
    private static let cases: [(name: String, text: String, status: Int)] = [
        ("length and chunked", "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        ("chunked and length", "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n", 400),
        ("two lengths", "Content-Length: 2\r\nContent-Length: 0\r\n\r\nab", 400),
        ("a list of lengths", "Content-Length: 2, 2\r\n\r\nab", 400),
        ("a length with a sign", "Content-Length: +2\r\n\r\nab", 400),
        ("a negative length", "Content-Length: -2\r\n\r\nab", 400),
        ("a hexadecimal length", "Content-Length: 0x2\r\n\r\nab", 400),
        ("no length", "Content-Length: \r\n\r\nab", 400),
        ("a length beyond 64 bits", "Content-Length: 99999999999999999999\r\n\r\nab", 400),
        ("a length beyond the limit", "Content-Length: 9223372036854775807\r\n\r\nab", 413),
        ("a space before the colon", "Content-Length : 2\r\n\r\nab", 400),
        ("an unknown coding", "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 501),
        ("chunked is not the last", "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n", 400),
        ("identity", "Transfer-Encoding: identity\r\n\r\n0\r\n\r\n", 501),
        ("compressed", "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501),
        ("two codings", "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n", 400),
        ("chunked twice", "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n", 400),
        ("a vertical tab", "Transfer-Encoding: \u{B}chunked\r\n\r\n0\r\n\r\n", 400),
        ("a negative chunk", "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n", 400),
        ("a chunk with 0x", "Transfer-Encoding: chunked\r\n\r\n0x2\r\nab\r\n0\r\n\r\n", 400),
        ("a chunk beyond 64 bits", "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\nab\r\n0\r\n\r\n", 400),
        ("chunks with bare LF", "Transfer-Encoding: chunked\r\n\r\n2\nab\n0\n\n", 400),
        ("a chunk that is longer", "Transfer-Encoding: chunked\r\n\r\n2\r\nabXX0\r\n\r\n", 400),
        ("a chunk with a space", "Transfer-Encoding: chunked\r\n\r\n2 \r\nab\r\n0\r\n\r\n", 400),
        ("a bare LF in an extension", "Transfer-Encoding: chunked\r\n\r\n2;a\n=b\r\nab\r\n0\r\n\r\n", 400),
        ("a length in the trailers", "Transfer-Encoding: chunked\r\n\r\n0\r\nContent-Length: 50\r\nX: y\r\n\r\n", 400),
        ("a folded header", "X-A: b\r\n c\r\nContent-Length: 2\r\n\r\nab", 400),
        ("a folded coding", "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n", 400),
        ("a NUL in a name", "X\0A: b\r\nContent-Length: 2\r\n\r\nab", 400),
        ("a NUL in a value", "XA: b\0c\r\nContent-Length: 2\r\n\r\nab", 400),
        ("a control in a value", "XA: b\u{1}c\r\nContent-Length: 2\r\n\r\nab", 400),
        ("a bare CR in a value", "XA: b\rTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\nab", 400),
        ("a bare LF", "X: y\nContent-Length: 2\r\n\r\nab", 400),
        ("a bare LF at the end", "Content-Length: 2\r\n\nab", 400),
        ("no colon", "Foo\r\nContent-Length: 2\r\n\r\nab", 400),
        ("no name", ": x\r\nContent-Length: 2\r\n\r\nab", 400),
        ("a name that is not ASCII", "F\u{F6}: x\r\nContent-Length: 2\r\n\r\nab", 400),
        ("a second host", "Host: other\r\nContent-Length: 2\r\n\r\nab", 400),
        ("the same host again", "Host: localhost\r\nContent-Length: 2\r\n\r\nab", 400),
        ("another expectation", "Expect: 200-ok\r\nContent-Length: 2\r\n\r\nab", 417),
        ("too many headers", String(repeating: "A: b\r\n", count: 20_000) + "\r\n", 431),
        ("a long header", "A: \(String(repeating: "b", count: 70_000))\r\n\r\n", 431),
    ]

    @Test func refusedAndClosed() async throws {
        try await ServerFixture.run({ [FixturePart(EchoRoutes.self, "{}", as: "echo")] }) { port in
            for (name, text, status) in Self.cases {
                let peer = try RawPeer(port)
                peer.send("POST /api/buffered HTTP/1.1\r\nHost: localhost\r\n\(text)")
                peer.send("GET /api/path/hidden HTTP/1.1\r\nHost: localhost\r\n\r\n")
                let answer = try peer.answer()
                #expect(answer.status == status, "\(name): \(answer.text)")
                #expect(answer.headers["connection"] == "close", "\(name)")
                #expect(peer.isClosed(), "\(name): more than one answer, or the connection stays open")
            }
        }
    }

    @Test(arguments: [
        ("GET /probe HTTP/2.0", 400), ("GET /probe HTTP/1.2", 400), ("GET /probe", 400), ("GET /pro be HTTP/1.1", 400),
        ("GET /pro\0be HTTP/1.1", 400), ("get /probe HTTP/1.1", 400), ("BREW /probe HTTP/1.1", 400),
        ("CONNECT other:80 HTTP/1.1", 405), ("GET /\(String(repeating: "a", count: 70_000)) HTTP/1.1", 431),
    ]) func requestLinesAreRefused(line: String, status: Int) async throws {
        try await ServerFixture.run({ [FixturePart(EchoRoutes.self, "{}", as: "echo")] }) { port in
            let peer = try RawPeer(port)
            peer.send("\(line)\r\nHost: localhost\r\n\r\nGET /probe HTTP/1.1\r\nHost: localhost\r\n\r\n")
            let answer = try peer.answer()
            #expect(answer.status == status, "\(answer.text)")
            #expect(peer.isClosed())
        }
    }

    @Test func aChangeOfProtocolIsNotMadeAndNothingHangs() async throws {
        try await ServerFixture.run({ [FixturePart(EchoRoutes.self, "{}", as: "echo")] }) { port in
            let peer = try RawPeer(port)
            peer.send("GET /probe HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n")
            let answer = try peer.answer()
            #expect((answer.status, answer.headers["connection"]) == (200, "close"))
            #expect(peer.isClosed())
        }
    }

    @Test func chunkedIsNotForHTTP10() async throws {
        try await ServerFixture.run({ [FixturePart(EchoRoutes.self, "{}", as: "echo")] }) { port in
            let peer = try RawPeer(port)
            peer.send("POST /api/buffered HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
            #expect(try peer.answer().status == 400)
        }
    }
}
