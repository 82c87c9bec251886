// Assay: whom the server answers: Host against DNS rebinding, Origin against pages of others.
// SPDX-License-Identifier: Apache-2.0
import Testing

@Suite struct HostTests {
    private static let api = #""api_prefixes": ["/api/"]"#

    private static func serve(_ config: String = api, _ clients: @escaping @Sendable (Int) throws -> Void) async throws
    {
        try await ServerFixture.run(
            { [FixturePart(EchoRoutes.self, "{}", as: "echo")] }, config: config, clients: clients)
    }

    @Test func hosts() async throws {
        try await Self.serve { port in
            for host in [
                "localhost", "localhost:5000", "127.0.0.1", "127.0.0.1:1", "[::1]", "[::1]:5000", "0.0.0.0:80",
                "10.1.2.3", "192.168.0.9:8080", "172.31.255.1",
            ] {
                #expect(try RawPeer.ask(port, "GET", "/api/path/x", host: host).status == 200, "\(host)")
            }
            for host in [
                "", "evil.com", "localhost.evil.com", "localhost.", "localhost:evil.com", "localhost:80/evil",
                "evil.com@localhost", "localhost@evil.com", "localhost, evil.com", "10.evil.com", "10.1.2.3.evil.com",
                "192.168.evil.com:80", "172.16.x", "8.8.8.8", "[::1].evil.com", "[::1", "[fe80::1]", "10.1.2.256",
            ] {
                let answer = try RawPeer.ask(port, "GET", "/api/path/x", host: host)
                #expect(answer.status == 403, "\(host)")
                #expect(answer.text == "Invalid Host header - possible DNS rebinding attack detected", "\(host)")
            }
            #expect(try RawPeer.ask(port, "GET", "/probe", host: "evil.com").status == 200)
            #expect(try RawPeer.ask(port, "GET", "/nothing", host: "evil.com").status == 403)
        }
    }

    @Test func aTargetNamesItsHostToo() async throws {
        try await Self.serve { port in
            let both = try RawPeer.ask(port, "GET", "http://localhost/api/path/x")
            #expect(both.text == "x")
            let target = try RawPeer.ask(port, "GET", "http://evil.com/api/path/x")
            #expect(target.status == 403)
            let header = try RawPeer.ask(port, "GET", "http://localhost/api/path/x", host: "evil.com")
            #expect(header.status == 403)
        }
    }

    @Test func givenHostsReplaceTheDefaults() async throws {
        try await Self.serve(#""allowed_hosts": ["*.example.com", "one_host:*"]"#) { port in
            for (host, status) in [
                ("a.example.com", 200), ("one_host:80", 200), ("example.com", 403), ("localhost", 403),
                ("a.example.com:x", 403), ("one_host:80/evil", 403),
            ] {
                let answer = try RawPeer.ask(port, "GET", "/api/path/x", host: host)
                #expect(answer.status == status, "\(host)")
            }
        }
    }

    @Test func writesOfOtherOriginsAreBlocked() async throws {
        try await Self.serve(Self.api + #", "cors_allowed_origins": ["https://page.example"]"#) { port in
            for (origin, status) in [
                ("https://page.example", 200), ("http://localhost:3000", 200), ("http://127.0.0.1", 200),
                ("https://evil.com", 403), ("https://page.example.evil.com", 403), ("http://localhost.evil.com", 403),
                ("null", 403), ("https://evil.com#localhost", 403),
            ] {
                let answer = try RawPeer.ask(port, "POST", "/api/buffered", headers: ["Origin: \(origin)"])
                #expect(answer.status == status, "\(origin)")
            }
            let other = try RawPeer.ask(port, "GET", "/api/path/x", headers: ["Origin: https://evil.com"])
            #expect(other.status == 200)
            #expect(other.headers["access-control-allow-origin"] == nil)
            #expect(try RawPeer.ask(port, "POST", "/api/none", headers: ["Origin: https://evil.com"]).status == 403)
            let asked = ["Origin: https://page.example", "Access-Control-Request-Method: POST"]
            let preflight = try RawPeer.ask(port, "OPTIONS", "/api/buffered", headers: asked)
            #expect(preflight.headers["access-control-allow-origin"] == "https://page.example")
        }
    }

    @Test func everyAnswerIsGuarded() async throws {
        try await Self.serve { port in
            for path in ["/api/path/x", "/nothing"] {
                let answer = try RawPeer.ask(port, "GET", path)
                #expect(answer.headers["x-content-type-options"] == "nosniff")
                #expect(answer.headers["x-frame-options"] == "SAMEORIGIN")
            }
        }
    }
}
