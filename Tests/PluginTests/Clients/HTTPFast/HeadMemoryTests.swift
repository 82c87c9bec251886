// Assay: heads that are almost the same as the last one.
// SPDX-License-Identifier: Apache-2.0
import Testing

@Suite struct HeadMemoryTests {
    /// What is remembered of a head is used for the same bytes alone.
    @Test func readsHeadsThatAreAlmostEqual() throws {
        let heads = [
            "Content-Length: 2\r\nX: a", "Content-Length: 2\r\nX: a", "Content-Length: 3\r\nX: a",
            "Content-Length: 2\r\nX: a", "Content-Length: 2\r\nX: ab", "Content-Length: 2\r\nX: a\r\nY: b",
        ]
        let server = try ScriptServer { _, request in
            let head = heads[Int(request.dropFirst(5).prefix(1)) ?? 0]
            return Reply("HTTP/1.1 200 OK\r\n\(head)\r\n\r\n" + (head.contains("3") ? "abc" : "ab"))
        }
        defer { server.stop() }
        let client = try LiveClient(#"{"base_url": "\#(server.url)"}"#)
        for (index, head) in heads.enumerated() {
            let answer = try client.get("/\(index)")
            #expect(answer.text == (head.contains("3") ? "abc" : "ab"))
            #expect(answer.headers == head + "\r\n")
        }
    }
}
