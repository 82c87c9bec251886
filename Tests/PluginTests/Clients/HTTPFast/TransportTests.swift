// Assay: HTTPFast on all kinds of sockets, and with servers that answer early.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Foundation
import Testing

@Suite struct TransportTests {
    /// A server that answers before it has read the body, and closes.
    @Test func hearsAnEarlyRefusal() throws {
        let server = try ScriptServer(readsBody: false) { _, _ in
            Reply("HTTP/1.1 413 X\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno", closes: true)
        }
        defer { server.stop() }
        let client = try LiveClient(#"{"base_url": "\#(server.url)"}"#)
        let answer = try client.wait(client.send("POST", "/", body: [UInt8](repeating: 97, count: 20_000_000)))
        // What the server did not read makes its kernel reset the connection; the answer may be lost on the way.
        #expect(answer.status == 413 || answer.error == .ASSAY_CLIENT_CONNECTION_RESET, "\(answer.errorText)")
    }

    /// A server that begins to answer before it has read the body.
    @Test func sendsOnWhileTheAnswerComes() throws {
        let server = try ScriptServer(readsBody: false, drainsAfterReply: 4_500_000) { _, _ in
            Reply("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n", "done")
        }
        defer { server.stop() }
        let client = try LiveClient(#"{"base_url": "\#(server.url)"}"#)
        let body = [UInt8](repeating: 97, count: 5_000_000)
        #expect(try client.wait(client.send("POST", "/", body: body)).text == "done")
    }

    @Test func unixSockets() throws {
        let path = FileManager.default.temporaryDirectory.appending(
            path: "httpfast-\(UUID().uuidString.prefix(8)).sock")
        defer { try? FileManager.default.removeItem(at: path) }
        let server = try ScriptServer(path: path.path) { _, _ in Reply("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        }
        defer { server.stop() }
        do {
            let client = try LiveClient(#"{"base_url": "unix:\#(path.path):/v1"}"#)
            #expect(try client.get("/x").text == "ok")
        }
        let client = try LiveClient(#"{"base_url": "http://name:1", "unix_socket": "\#(path.path)"}"#)
        #expect(try client.get("/y").text == "ok")
        #expect(server.requests[0].hasPrefix("GET /v1/x HTTP/1.1\r\nHost: localhost\r\n"))
        #expect(server.requests[1].hasPrefix("GET /y HTTP/1.1\r\nHost: name:1\r\n"))
        try FileManager.default.removeItem(at: path)
        client.closeSession()
    }

    /// Two servers that send as fast as they can neither starve each other nor the timers.
    @Test func endlessBodiesLeaveTheLoopAlive() throws {
        let piece = [UInt8](repeating: 97, count: 1 << 20)
        let reply = Reply(pieces: [Array("HTTP/1.1 200 OK\r\n\r\n".utf8)] + Array(repeating: piece, count: 100_000))
        let server = try ScriptServer(pause: 0) { _, _ in reply }
        defer { server.stop() }
        let client = try LiveClient(#"{"base_url": "\#(server.url)", "timeout": 0.3}"#)
        let both = try (0..<2).map { _ in try client.send("GET", "/", flags: ASSAY_REQUEST_STREAM) }
        for pending in both { #expect(try client.wait(pending).error == .ASSAY_CLIENT_TIMEOUT) }
        #expect(both.allSatisfy { ($0.answer?.bodyLength ?? 0) > 1 << 20 })
    }

    /// What this machine takes to look at a response is not the server's time, over TCP.
    @Test func aBusyLoopDoesNotLengthenARequest() throws {
        let server = try ScriptServer { _, _ in Reply("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok") }
        defer { server.stop() }
        let client = try LiveClient(#"{"base_url": "\#(server.url)"}"#)
        #expect(try client.get("/").isSuccess)
        let clock = ContinuousClock()
        let begin = clock.now
        let pending = try client.send("GET", "/")
        while server.replyCount < 2, clock.now < begin + .seconds(10) { usleep(100) }
        try #require(server.replyCount == 2)
        let replied = clock.now
        while clock.now < replied + .milliseconds(30) {}
        let answer = try client.wait(pending)
        // The wall clock and the monotonic one are compared to within far less.
        #expect(.nanoseconds(answer.span) <= replied - begin + .milliseconds(1))
        #expect(answer.timings.waiting > 0)
    }

    @Test func version6() throws {
        let server = try ScriptServer(isIPv6: true) { _, _ in Reply("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok") }
        defer { server.stop() }
        let client = try LiveClient(#"{"base_url": "http://[::1]:\#(server.port)"}"#)
        #expect(try client.get("/x").text == "ok")
        #expect(server.requests[0].contains("Host: [::1]:\(server.port)\r\n"))
    }
}
