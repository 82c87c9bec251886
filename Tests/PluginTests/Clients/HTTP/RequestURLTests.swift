// Assay: URLs of requests.
// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import HTTPClient

struct RequestURLTests {
    private func join(_ base: String, _ url: String) throws -> RequestURL? {
        let base = try BaseURL(base)
        return Array(url.utf8).withUnsafeBytes { RequestURL($0, base) }
    }

    private func text(_ url: RequestURL?) -> String? {
        url.map { String(decoding: $0.bytes.dropLast(), as: UTF8.self) }
    }

    @Test(arguments: [
        ("http://h", "/a", "http://h/a"), ("http://h/", "a", "http://h/a"),
        ("http://h:81/api", "/a", "http://h:81/api/a"),
        ("http://h/api/", "a?q#f", "http://h/api/a?q"), ("http://h/api", "?q", "http://h/api?q"),
        ("http://h/api", "", "http://h/api"), ("http://h", "?q", "http://h/?q"), ("http://u:p@h", "/", "http://h/"),
        ("https://[::1]:8443", "/", "https://[::1]:8443/"), ("http://h", "/é b", "http://h/%C3%A9%20b"),
        ("http://h", "https://other/x", "https://other/x"), ("", "http://h/<a>", "http://h/%3Ca%3E"),
    ])
    func joined(base: String, url: String, whole: String) throws {
        #expect(text(try join(base, url)) == whole)
    }

    @Test func credentialsStayWithTheBase() throws {
        let base = try BaseURL("http://user:p%40ss@h/")
        #expect(base.user == "user")
        #expect(base.password == "p@ss")
        #expect(try join("http://u:p@h", "/")?.isRelative == true)
        #expect(try join("http://u:p@h", "http://h/")?.isRelative == false)
    }

    @Test func unixSockets() throws {
        let relative = try join("unix:/run/a.sock:/api", "/x")
        #expect(relative?.socket == "/run/a.sock")
        #expect(text(relative) == "http://localhost/api/x")
        #expect(text(try join("", "unix:/run/a.sock:/y")) == "http://localhost/y")
    }

    @Test(arguments: ["/a\nb", "http://h/\u{7f}"])
    func controlCharacters(url: String) throws {
        #expect(try join("http://h", url) == nil)
    }

    @Test(arguments: ["ftp://h/", "http://h/?q", "h", "http://", "http://a b/"])
    func refusedBase(url: String) {
        #expect(throws: (any Error).self) { try BaseURL(url) }
    }

    @Test func relativeNeedsABase() throws {
        #expect(try join("", "/a") == nil)
    }
}
