// Assay: HTTPFast against a server on loopback.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Testing

@Suite struct LiveTests {
    private static let ok = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-Test: yes\r\n\r\nhello"

    @Test func keepsAConnection() throws {
        let server = try ScriptServer { _, _ in Reply(LiveTests.ok) }
        defer { server.stop() }
        let client = try LiveClient(#"{"base_url": "\#(server.url)/base/", "user_agent": "test"}"#)
        for _ in 0..<3 {
            let answer = try client.get("/path?q=1")
            #expect(answer.status == 200)
            #expect(answer.error == .ASSAY_CLIENT_OK)
            #expect(answer.isSuccess)
            #expect(answer.text == "hello")
            #expect(answer.headers == "Content-Length: 5\r\nX-Test: yes\r\n")
            #expect(answer.url == server.url + "/base/path?q=1")
            let timings = answer.timings
            let sum = timings.blocked + timings.connecting + timings.tls_handshaking + timings.sending + timings.waiting
            #expect(sum + timings.receiving == answer.span)
        }
        #expect(server.connectionCount == 1)
        #expect(
            server.requests.first
                == "GET /base/path?q=1 HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\nUser-Agent: test\r\nAccept: */*\r\n"
                + "Accept-Encoding: gzip, deflate, br\r\n\r\n")
        let expected = Recorded(
            method: "GET", name: "/path?q=1", url: server.url + "/base/path?q=1", error: "",
            outcome: .ASSAY_OUTCOME_SUCCESS, status: 200)
        #expect(client.recorded == [expected, expected, expected])
    }

    @Test func recordsFailures() throws {
        let server = try ScriptServer { _, _ in Reply("HTTP/1.1 404 Nope\r\nContent-Length: 0\r\n\r\n") }
        defer { server.stop() }
        let client = try LiveClient(#"{"base_url": "\#(server.url)"}"#)
        let answer = try client.get("/x")
        #expect(answer.errorText == "404 Not Found")
        #expect(!answer.isSuccess)
        #expect(client.recorded.first?.error == "404 Not Found")
        #expect(client.recorded.first?.outcome == .ASSAY_OUTCOME_FAILURE)
    }

    @Test func refusedConnection() throws {
        let server = try ScriptServer { _, _ in Reply(LiveTests.ok) }
        let url = server.url
        server.stop()
        let client = try LiveClient(#"{"base_url": "\#(url)"}"#)
        #expect(try client.get("/x").error == .ASSAY_CLIENT_CONNECTION_REFUSED)
    }

    @Test func resolvesNames() throws {
        let server = try ScriptServer { _, _ in Reply(LiveTests.ok) }
        defer { server.stop() }
        let client = try LiveClient(#"{"base_url": "http://localhost:\#(server.port)"}"#)
        #expect(try client.get("/x").text == "hello")
    }

    @Test func retriesAStaleConnection() throws {
        let server = try ScriptServer { connection, request in
            Reply(LiveTests.ok, closes: request.hasPrefix("GET /close") && connection == 1)
        }
        defer { server.stop() }
        let client = try LiveClient(#"{"base_url": "\#(server.url)"}"#)
        #expect(try client.get("/close").text == "hello")
        #expect(try client.get("/after").text == "hello")
        #expect(server.connectionCount == 2)
    }

    /// Both connections of the first round are stale in the second one; the retry must not take the other.
    @Test func retriesOnAFreshConnection() throws {
        let server = try ScriptServer { connection, _ in
            connection <= 2
                ? Reply("HTTP/1.1 200 OK\r\n", "Content-Length: 0\r\n\r\n", closes: true) : Reply(LiveTests.ok)
        }
        defer { server.stop() }
        let client = try LiveClient(#"{"base_url": "\#(server.url)"}"#)
        let first = try (0..<2).map { try client.send("GET", "/\($0)") }
        for pending in first { #expect(try client.wait(pending).status == 200) }
        let second = try (0..<2).map { try client.send("GET", "/again\($0)") }
        for pending in second { #expect(try client.wait(pending).text == "hello") }
    }

    @Test func opensFurtherConnectionsAndThenQueues() throws {
        let server = try ScriptServer { _, _ in Reply("HTTP/1.1 200 OK\r\n", "Content-Length: 0\r\n\r\n") }
        defer { server.stop() }
        let client = try LiveClient(#"{"base_url": "\#(server.url)", "max_connections": 2}"#)
        let all = try (0..<7).map { try client.send("GET", "/\($0)") }
        for pending in all { #expect(try client.wait(pending).status == 200) }
        #expect(server.connectionCount == 2)
        #expect(try client.wait(all[6]).timings.blocked > 0)
    }

    @Test func cancels() throws {
        let server = try ScriptServer { _, _ in Reply() }
        defer { server.stop() }
        let client = try LiveClient(#"{"base_url": "\#(server.url)"}"#)
        let pending = try client.send("GET", "/x")
        client.table.pointee.cancel(client.session, pending.call)
        #expect(pending.answer == nil)
        #expect(try client.wait(pending).error == .ASSAY_CLIENT_CANCELLED)
        #expect(client.recorded.first?.outcome == .ASSAY_OUTCOME_INTERRUPTED)
    }

    @Test func closingASessionCancels() throws {
        let server = try ScriptServer { _, _ in Reply() }
        defer { server.stop() }
        let client = try LiveClient(#"{"base_url": "\#(server.url)", "max_connections": 1}"#)
        let first = try client.send("GET", "/x")
        let second = try client.send("GET", "/y")
        client.closeSession()
        #expect(first.answer?.error == .ASSAY_CLIENT_CANCELLED)
        #expect(second.answer?.error == .ASSAY_CLIENT_CANCELLED)
    }

    @Test func sendsBodies() throws {
        let server = try ScriptServer { _, _ in Reply(LiveTests.ok) }
        defer { server.stop() }
        let client = try LiveClient(#"{"base_url": "\#(server.url)"}"#)
        let large = [UInt8](repeating: 97, count: 3_000_000)
        #expect(try client.wait(client.send("POST", "/small", headers: [("X", "1")], body: [98])).status == 200)
        #expect(try client.wait(client.send("POST", "/large", body: large)).status == 200)
        #expect(try client.wait(client.send("POST", "/none")).status == 200)
        #expect(server.requests[0].hasSuffix("X: 1\r\nContent-Length: 1\r\n\r\nb"))
        #expect(server.requests[1].hasSuffix("a") && server.requests[1].contains("Content-Length: 3000000\r\n\r\n"))
        #expect(server.requests[2].hasSuffix("Content-Length: 0\r\n\r\n"))
    }
}
