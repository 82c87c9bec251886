// Assay: the last answer of a connection arrives as a whole, however long it is.
// SPDX-License-Identifier: Apache-2.0
import Testing

@Suite struct LastAnswerTests {
    private static func check(_ request: String, endsOutput: Bool = false) async throws {
        try await ServerFixture.run({ [FixturePart(EchoRoutes.self, "{}", as: "echo")] }) { port in
            let peer = try RawPeer(port)
            peer.send(request)
            if endsOutput { peer.endOutput() }
            #expect(try peer.answer().body.count == EchoRoutes.largeBytes)
            #expect(peer.isClosed())
        }
    }

    @Test func thePeerWantsTheEnd() async throws {
        try await Self.check("GET /api/large HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    }

    @Test func anOldPeer() async throws {
        try await Self.check("GET /api/large HTTP/1.0\r\nHost: localhost\r\n\r\n")
    }

    @Test func aPeerThatSendsNoMore() async throws {
        try await Self.check("GET /api/large HTTP/1.1\r\nHost: localhost\r\n\r\n", endsOutput: true)
    }
}
