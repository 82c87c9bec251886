// Assay: URLs, targets and authorization.
// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import HTTPFast

private func parts(_ url: String) -> (tls: Bool, host: String, port: Int, target: String, user: String, socket: String)?
{
    let bytes = Array(url.utf8) + [0]
    return bytes.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress, let parts = URLParts(ByteView(base, bytes.count - 1)) else { return nil }
        return (
            parts.isTLS, parts.host.string, Int(parts.port), parts.target.string, parts.userInfo.string,
            parts.socketPath.string
        )
    }
}

@Suite struct URLTests {
    @Test func takesURLsApart() throws {
        let plain = try #require(parts("http://example.com"))
        #expect(plain.host == "example.com" && plain.port == 80 && plain.target == "" && !plain.tls)
        let full = try #require(parts("HTTPS://us%40er:pw@Example.com:8443/a/b?c=d#e"))
        #expect(full.host == "Example.com" && full.port == 8443 && full.tls)
        #expect(full.target == "/a/b?c=d" && full.user == "us%40er:pw")
        let address = try #require(parts("http://[::1]:81?x"))
        #expect(address.host == "::1" && address.port == 81 && address.target == "?x")
        let socket = try #require(parts("unix:/run/a.sock:/v1/x"))
        #expect(socket.socket == "/run/a.sock" && socket.target == "/v1/x" && socket.host == "localhost")
    }

    @Test(arguments: [
        "http://", "http:///path", "ftp://x/", "http://a b/", "http://[::1", "http://x:0/", "http://x:65536/",
        "http://x:1a/", "http://ex\u{e4}mple/", "http://x/\u{0}".replacing("/\u{0}", with: ":-1"), "unix:/", "//x/",
    ])
    func refuses(_ url: String) {
        #expect(parts(url) == nil)
    }

    // The expected text is from `printf 'user:pa:ss' | base64`.
    @Test func basicAuthorization() {
        let line: (StaticString) -> String? = { BasicAuthorization.line(ByteView($0)) }
        #expect(line("user:pa%3Ass") == "Authorization: Basic dXNlcjpwYTpzcw==\r\n")
        #expect(line("a") == "Authorization: Basic YTo=\r\n")
        #expect(line("a:bb") == "Authorization: Basic YTpiYg==\r\n")
        #expect(line("a%4") == nil)
    }

    // The examples of RFC 3986, section 5.2.4 and 5.4.
    @Test(arguments: [
        ("/a/b/c/./../../g", "/a/g"), ("/b/c/..", "/b/"), ("/b/c/../", "/b/"), ("/../../g", "/g"), ("/./g", "/g"),
        ("/b/c/g;x=1/../y", "/b/c/y"), ("/a/..?x=/../y", "/?x=/../y"), ("/", "/"), ("/a//b", "/a//b"), ("/.", "/"),
        ("/a/.b/..c/...", "/a/.b/..c/..."),
    ])
    func dotSegments(_ path: String, _ expected: String) {
        let pool = BufferPool()
        defer { pool.destroy() }
        var buffer = ByteBuffer(copying: path, pool)
        DotSegments.remove(from: &buffer)
        #expect(buffer.view.string == expected)
        buffer.clear(pool)
    }

    @Test func randomURLsNeverTrap() {
        var random = SystemRandomNumberGenerator()
        let alphabet = Array("htps:/@[]?#.%a1-\u{0}\u{e9}")
        for _ in 0..<20_000 {
            let tail = (0..<Int.random(in: 0...30, using: &random)).map { _ in alphabet.randomElement() ?? "a" }
            _ = parts(["http://", "https://", "unix:/", ""].randomElement().map { $0 + String(tail) } ?? "")
        }
    }
}
