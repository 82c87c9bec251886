// Assay: what HTTPFast makes of well-behaved servers: framing, codings, redirects, cookies, timeouts.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Foundation
import Testing

@Suite struct FeatureTests {
    /// A server that answers every request with the same pieces.
    private func answer(_ pieces: String..., closes: Bool = false) throws -> ScriptServer {
        let reply = Reply(pieces: pieces.map { Array($0.utf8) }, closes: closes)
        return try ScriptServer { _, _ in reply }
    }

    @Test func everySplitOfAResponse() throws {
        let text = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x\r\nde\r\n0\r\nT: x\r\n\r\n"
        let bytes = Array(text.utf8)
        let server = try ScriptServer { _, request in
            let split = Int(request.split(separator: " ")[1].dropFirst()) ?? 1
            return Reply(pieces: [Array(bytes[..<split]), Array(bytes[split...])])
        }
        defer { server.stop() }
        let client = try LiveClient(#"{"base_url": "\#(server.url)"}"#)
        for split in 1..<bytes.count { #expect(try client.get("/\(split)").text == "abcde") }
        #expect(server.connectionCount == 1)
    }

    @Test func bodyUntilClose() throws {
        let server = try answer("HTTP/1.1 200 OK\r\n\r\nfirst ", "second", closes: true)
        defer { server.stop() }
        let client = try LiveClient(#"{"base_url": "\#(server.url)"}"#)
        #expect(try client.get("/").text == "first second")
        #expect(try client.get("/").text == "first second")
    }

    @Test func headAndNoContent() throws {
        let server = try ScriptServer { _, request in
            Reply(
                request.hasPrefix("HEAD")
                    ? "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n"
                    : "HTTP/1.1 304 Not Modified\r\nContent-Length: 99\r\n\r\n")
        }
        defer { server.stop() }
        let client = try LiveClient(#"{"base_url": "\#(server.url)"}"#)
        #expect(try client.wait(client.send("HEAD", "/")).status == 200)
        #expect(try client.get("/").status == 304)
        #expect(server.connectionCount == 1)
    }

    @Test func skipsInterimResponses() throws {
        let server = try answer(
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 X\r\nA: b\r\n\r\nHTT",
            "P/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        defer { server.stop() }
        let client = try LiveClient(#"{"base_url": "\#(server.url)"}"#)
        #expect(try client.get("/").text == "ok")
        #expect(try client.get("/").text == "ok")
    }

    @Test func honoursConnectionClose() throws {
        let server = try answer("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok")
        defer { server.stop() }
        let client = try LiveClient(#"{"base_url": "\#(server.url)"}"#)
        #expect(try client.get("/").text == "ok")
        #expect(try client.get("/").text == "ok")
        #expect(server.connectionCount == 2)
    }

    @Test func streamsWithATimePerChunk() throws {
        let server = try answer(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n", "2\r\ncd\r\n0\r\n\r\n")
        defer { server.stop() }
        let client = try LiveClient(#"{"base_url": "\#(server.url)"}"#)
        let answer = try client.get("/", flags: ASSAY_REQUEST_STREAM)
        #expect(answer.chunks.map { String(decoding: $0, as: UTF8.self) } == ["ab", "cd"])
        #expect(answer.body.isEmpty && answer.bodyLength == 4)
    }

    @Test func endsInsideAChunk() throws {
        let server = try answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n2\r\ncd\r\n0\r\n\r\n")
        defer { server.stop() }
        for closesSession in [true, false] {
            let client = try LiveClient(#"{"base_url": "\#(server.url)"}"#)
            let pending = try client.send("GET", "/", flags: ASSAY_REQUEST_STREAM)
            pending.onChunk = {
                if closesSession {
                    client.closeSession()
                } else {
                    client.table.pointee.cancel(client.session, pending.call)
                }
            }
            let answer = try client.wait(pending)
            #expect(answer.error == .ASSAY_CLIENT_CANCELLED)
            #expect(answer.chunks.count == 1)
            pending.onChunk = nil
        }
    }

    @Test func undoesCodings() throws {
        let packed: [String: [UInt8]] = [
            // From python3: gzip.compress(b"hello", mtime=0), zlib.compress(b"hello"), and its raw form.
            "gzip": [
                0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 0xff, 0xcb, 0x48, 0xcd, 0xc9, 0xc9, 7, 0, 0x86, 0xa6, 0x10, 0x36, 5, 0,
                0, 0,
            ],
            "deflate": [0x78, 0x9c, 0xcb, 0x48, 0xcd, 0xc9, 0xc9, 7, 0, 6, 0x2c, 2, 0x15],
            "x-raw": [0xcb, 0x48, 0xcd, 0xc9, 0xc9, 7, 0],
            // From the brotli command line tool.
            "br": [0x0b, 2, 0x80, 0x68, 0x65, 0x6c, 0x6c, 0x6f, 3],
        ]
        let server = try ScriptServer { _, request in
            let name = String(request.split(separator: " ")[1].dropFirst())
            let body = packed[name] ?? []
            let coding = name == "x-raw" ? "deflate" : name
            let head = "HTTP/1.1 200 OK\r\nContent-Encoding: \(coding)\r\nContent-Length: \(body.count)\r\n\r\n"
            return Reply(pieces: [Array(head.utf8) + body[..<4], Array(body[4...])])
        }
        defer { server.stop() }
        do {
            let client = try LiveClient(#"{"base_url": "\#(server.url)"}"#)
            for name in packed.keys { #expect(try client.get("/" + name).text == "hello", "\(name)") }
        }
        let raw = try LiveClient(#"{"base_url": "\#(server.url)", "accept_encoding": []}"#)
        #expect(try raw.get("/gzip").body == packed["gzip"])
    }

    @Test(arguments: [0, ASSAY_REQUEST_STREAM])
    func undoesCodingsOfBodiesThatFillTheBuffer(_ flags: UInt32) throws {
        // 32,768 zeros, twice the decoder's buffer; from BrotliEncoderCompress.
        let body: [UInt8] = [0x1b, 0xff, 0x7f, 0, 0x24, 0, 0xe2, 0xb1, 0x40, 0x72, 0xef, 0, 0]
        let head = "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: \(body.count)\r\n\r\n"
        let server = try ScriptServer { _, _ in Reply(pieces: [Array(head.utf8) + body]) }
        defer { server.stop() }
        let answer = try LiveClient(#"{"base_url": "\#(server.url)"}"#).get("/", flags: flags)
        #expect(answer.error == .ASSAY_CLIENT_OK)
        #expect(answer.bodyLength == 32768)
    }

    @Test func leavesTheBodyOfARedirectCoded() throws {
        let server = try ScriptServer { _, request in
            request.hasPrefix("GET /start ")
                ? Reply("HTTP/1.1 302 X\r\nLocation: /end\r\nContent-Encoding: br\r\nContent-Length: 5\r\n\r\nno br")
                : Reply("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nend")
        }
        defer { server.stop() }
        let client = try LiveClient(#"{"base_url": "\#(server.url)"}"#)
        #expect(try client.get("/start").text == "end")
        let kept = try client.get("/start", flags: ASSAY_REQUEST_KEEP_REDIRECTS)
        #expect(kept.error == .ASSAY_CLIENT_INVALID_CONTENT_ENCODING)
    }

    @Test func boundsBodies() throws {
        let server = try answer("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nhello world")
        defer { server.stop() }
        let client = try LiveClient(#"{"base_url": "\#(server.url)", "max_body_bytes": 10}"#)
        #expect(try client.get("/").error == .ASSAY_CLIENT_BODY_TOO_LARGE)
    }

    @Test func followsRedirects() throws {
        let server = try ScriptServer { _, request in
            switch request.split(separator: " ")[1] {
            case "/start": Reply("HTTP/1.1 303 X\r\nLocation: a/../next?q\r\nContent-Length: 2\r\n\r\nno")
            case "/next?q": Reply("HTTP/1.1 307 X\r\nLocation: /end one\r\nContent-Length: 0\r\n\r\n")
            default: Reply("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nend")
            }
        }
        defer { server.stop() }
        let client = try LiveClient(#"{"base_url": "\#(server.url)"}"#)
        let answer = try client.wait(
            client.send("POST", "/start", headers: [("Content-Type", "text/plain"), ("X", "y")], body: [65]))
        #expect(answer.text == "end")
        #expect(answer.redirects == 2)
        #expect(answer.url == server.url + "/end%20one")
        #expect(
            server.requests.map { $0.split(separator: "\r\n")[0] } == [
                "POST /start HTTP/1.1", "GET /next?q HTTP/1.1", "GET /end%20one HTTP/1.1",
            ])
        #expect(server.requests[1].contains("X: y\r\n") && !server.requests[1].contains("Content-"))
        #expect(client.recorded.count == 1)
        #expect(client.recorded.first?.url == server.url + "/start")
        let kept = try client.get("/start", flags: ASSAY_REQUEST_KEEP_REDIRECTS)
        #expect(kept.status == 303 && kept.isSuccess && kept.text == "no")
    }

    @Test func dropsCredentialsForAnotherOrigin() throws {
        let other = try answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        defer { other.stop() }
        let place = other.url
        let server = try ScriptServer { _, _ in
            Reply("HTTP/1.1 302 X\r\nLocation: \(place)/x\r\nContent-Length: 0\r\n\r\n")
        }
        defer { server.stop() }
        let base = server.url.replacing("http://", with: "http://user:pa%3Ass@")
        let client = try LiveClient(#"{"base_url": "\#(base)"}"#)
        #expect(try client.get("/").status == 200)
        #expect(server.requests[0].contains("Authorization: Basic dXNlcjpwYTpzcw==\r\n"))
        #expect(other.requests.count == 1 && !other.requests[0].contains("Authorization"))
        #expect(try client.wait(client.send("GET", "/", headers: [("Authorization", "Bearer x")])).status == 200)
        #expect(server.requests[1].contains("Authorization: Bearer x\r\n") && !server.requests[1].contains("Basic"))
        #expect(!other.requests[1].contains("Authorization"))
    }

    @Test func keepsCookies() throws {
        let server = try answer(
            "HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nset-cookie: b=2; Path=/x\r\nContent-Length: 0\r\n\r\n")
        defer { server.stop() }
        // One host at a time: a thread turns one loop.
        do {
            let client = try LiveClient(#"{"base_url": "\#(server.url)"}"#)
            _ = try client.get("/")
            _ = try client.get("/x?y")
            _ = try client.wait(client.send("GET", "/x", headers: [("Cookie", "own=1")]))
        }
        #expect(!server.requests[0].contains("Cookie"))
        #expect(server.requests[1].contains("Cookie: b=2; a=1\r\n\r\n"))
        #expect(server.requests[2].contains("Cookie: own=1\r\n\r\n"))
        let without = try LiveClient(#"{"base_url": "\#(server.url)", "cookies": false}"#)
        _ = try without.get("/")
        _ = try without.get("/")
        #expect(!server.requests[4].contains("Cookie"))
    }

    @Test func timesOut() throws {
        let server = try ScriptServer { _, request in
            request.hasPrefix("GET /head") ? Reply("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe") : Reply()
        }
        defer { server.stop() }
        let client = try LiveClient(#"{"base_url": "\#(server.url)", "first_byte_timeout": 0.05, "timeout": 0.2}"#)
        #expect(try client.get("/").error == .ASSAY_CLIENT_FIRST_BYTE_TIMEOUT)
        #expect(try client.get("/head").error == .ASSAY_CLIENT_TIMEOUT)
        #expect(client.recorded.map { $0.outcome } == [.ASSAY_OUTCOME_FAILURE, .ASSAY_OUTCOME_FAILURE])
    }

    @Test func invalidURLs() throws {
        let client = try LiveClient("{}")
        for url in ["/no-base", "http://", "ftp://x/", "http://x/\u{1}"] {
            #expect(try client.get(url).error == .ASSAY_CLIENT_INVALID_URL, "\(url)")
        }
        #expect(client.recorded.map { $0.name } == ["/no-base", "http://", "ftp://x/", "http://x/\u{1}"])
    }

    @Test func catchesResponses() throws {
        let server = try answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        defer { server.stop() }
        let client = try LiveClient(#"{"base_url": "\#(server.url)"}"#)
        client.beforeRelease = { response in
            #expect(client.recorded.isEmpty)
            var text = "wrong answer"
            text.withUTF8 { bytes in
                let error = assay_string_t(
                    data: UnsafeRawPointer(bytes.baseAddress).map { $0.assumingMemoryBound(to: CChar.self) },
                    length: bytes.count)
                client.table.pointee.resolve(response, false, error)
                client.table.pointee.resolve(response, true, assay_string_t())
            }
        }
        _ = try client.get("/", flags: ASSAY_REQUEST_CATCH_RESPONSE)
        #expect(client.recorded.map { $0.error } == ["wrong answer"])
        client.beforeRelease = nil
        _ = try client.get("/", flags: ASSAY_REQUEST_CATCH_RESPONSE)
        _ = try client.get("/", flags: ASSAY_REQUEST_SILENT)
        #expect(client.recorded.map { $0.outcome } == [.ASSAY_OUTCOME_FAILURE, .ASSAY_OUTCOME_SUCCESS])
    }

    @Test func refusesWrongCalls() throws {
        let client = try LiveClient("{}")
        #expect(throws: (any Error).self) { try client.send("GE T", "http://127.0.0.1/") }
        #expect(throws: (any Error).self) { try client.send("GET", "http://127.0.0.1/", headers: [("a b", "c")]) }
        #expect(throws: (any Error).self) { try client.send("GET", "http://127.0.0.1/", headers: [("a", "c\r\nd: e")]) }
        #expect(client.recorded.isEmpty)
    }

    @Test func takesTheURLsOwnUserAndHost() throws {
        let server = try answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        defer { server.stop() }
        let client = try LiveClient(#"{"base_url": "\#(server.url)", "headers": {"Host": "virtual", "X": "1"}}"#)
        let own = server.url.replacing("http://", with: "http://user:pa%3Ass@")
        #expect(try client.get(own + "/x").url == server.url + "/x")
        #expect(try client.wait(client.send("GET", "/", headers: [("host", "other"), ("x", "2")])).status == 200)
        #expect(server.requests[0].contains("Authorization: Basic dXNlcjpwYTpzcw==\r\n"))
        #expect(server.requests[0].contains("\r\nHost: virtual\r\n") && server.requests[0].contains("X: 1\r\n"))
        #expect(server.requests[1].contains("\r\nhost: other\r\n") && !server.requests[1].contains("Host: "))
        #expect(server.requests[1].contains("x: 2\r\n") && !server.requests[1].contains("X: 1"))
    }
}
