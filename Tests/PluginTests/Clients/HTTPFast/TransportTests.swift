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
        #expect(answer.status == 413 || answer.error == .ASSAY_CLIENT_CONNECTION_RESET)
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

    @Test func version6() throws {
        let server = try ScriptServer(isIPv6: true) { _, _ in Reply("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok") }
        defer { server.stop() }
        let client = try LiveClient(#"{"base_url": "http://[::1]:\#(server.port)"}"#)
        #expect(try client.get("/x").text == "ok")
        #expect(server.requests[0].contains("Host: [::1]:\(server.port)\r\n"))
    }
}
