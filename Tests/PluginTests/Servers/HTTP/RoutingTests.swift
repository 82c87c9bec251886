// Assay: what a path without a route for its method gets.
// SPDX-License-Identifier: Apache-2.0
import Testing

@Suite struct RoutingTests {
    private static func serve(_ clients: @escaping @Sendable (Int) throws -> Void) async throws {
        try await ServerFixture.run(
            { [FixturePart(EchoRoutes.self, "{}", as: "echo")] }, config: #""api_prefixes": ["/api/"]"#,
            clients: clients)
    }

    private static func methods(_ answer: RawPeer.Answer) -> [String] {
        (answer.headers["allow"] ?? "").split(separator: ", ").map(String.init).sorted()
    }

    @Test func aPathHasTheMethodsOfAllPatternsThatItFits() async throws {
        try await Self.serve { port in
            #expect(try RawPeer.ask(port, "GET", "/api/many/search").text == "search")
            #expect(try RawPeer.ask(port, "POST", "/api/many/search").status == 200)
            let refused = try RawPeer.ask(port, "PUT", "/api/many/search")
            #expect(refused.status == 405)
            #expect(Self.methods(refused) == ["GET", "HEAD", "OPTIONS", "POST"])
            let asked = try RawPeer.ask(port, "OPTIONS", "/api/many/search")
            #expect(asked.status == 204)
            #expect(Self.methods(asked) == ["GET", "HEAD", "OPTIONS", "POST"])
            #expect(Self.methods(try RawPeer.ask(port, "PUT", "/api/many/x")) == ["GET", "HEAD", "OPTIONS"])
        }
    }

    /// As in Werkzeug: elsewhere only where there is something for the method.
    @Test func doubledSlashes() async throws {
        try await Self.serve { port in
            let moved = try RawPeer.ask(port, "GET", "/api//many/x?a=1")
            #expect(moved.status == 308)
            #expect(moved.headers["location"]?.hasSuffix("/api/many/x?a=1") == true)
            #expect(try RawPeer.ask(port, "OPTIONS", "/api//many/x").status == 308)
            let refused = try RawPeer.ask(port, "PUT", "/api//many/x")
            #expect(refused.status == 405)
            #expect(Self.methods(refused) == ["GET", "HEAD", "OPTIONS"])
            #expect(try RawPeer.ask(port, "OPTIONS", "//api/many/x").status == 204)
            #expect(try RawPeer.ask(port, "GET", "/api//nothing").status == 404)
        }
    }
}
