// Assay: cookies, by the rules of RFC 6265.
// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import HTTPFast

private func withView<Result>(_ text: String, _ body: (ByteView) -> Result) -> Result {
    let bytes = Array(text.utf8) + [0]
    return bytes.withUnsafeBufferPointer { buffer in
        body(buffer.baseAddress.map { ByteView($0, bytes.count - 1) } ?? ByteView("" as StaticString))
    }
}

/// A jar that answers with the header's text.
private final class Jar {
    var jar = CookieJar()

    deinit { jar.destroy() }

    func set(
        _ text: String, host: String = "www.example.com", path: String = "/a/b", tls: Bool = false, now: Int64 = 1000
    ) {
        withView(text) { text in
            withView(host) { host in
                withView(path) { path in
                    guard let set = SetCookie(text, host: host, requestPath: path, isTLS: tls, now: now) else { return }
                    jar.set(set, now: now)
                }
            }
        }
    }

    func header(host: String = "www.example.com", path: String = "/a/b", tls: Bool = false, now: Int64 = 1000) -> String
    {
        var pairs: [String] = []
        withView(host) { host in
            withView(path) { path in
                jar.forEach(host, path, isTLS: tls, now: now) { pairs.append($0.string) }
            }
        }
        return pairs.joined(separator: "; ")
    }
}

@Suite struct CookieTests {
    @Test func keepsAndReplaces() {
        let jar = Jar()
        jar.set("a=1")
        jar.set("b = two words ; HttpOnly")
        jar.set("a=3")
        #expect(jar.header() == "b=two words; a=3")
        jar.set("b=; Max-Age=0")
        #expect(jar.header() == "a=3")
    }

    @Test func sortsByPath() {
        let jar = Jar()
        jar.set("short=1; Path=/")
        jar.set("long=2; Path=/a/b")
        jar.set("middle=3; Path=/a")
        #expect(jar.header() == "long=2; middle=3; short=1")
        #expect(jar.header(path: "/a/bc") == "middle=3; short=1")
        #expect(jar.header(path: "/ab") == "short=1")
    }

    @Test func defaultPathIsTheFolder() {
        let jar = Jar()
        jar.set("a=1")
        #expect(jar.header(path: "/a") == "a=1")
        #expect(jar.header(path: "/a/x") == "a=1")
        #expect(jar.header(path: "/") == "")
    }

    @Test func domains() {
        let jar = Jar()
        jar.set("host=1")
        jar.set("below=2; Domain=.Example.com")
        jar.set("foreign=3; Domain=other.com")
        jar.set("top=4; Domain=com")
        #expect(jar.header() == "host=1; below=2")
        #expect(jar.header(host: "x.example.com") == "below=2")
        #expect(jar.header(host: "badexample.com") == "")
        jar.set("address=5; Domain=0.0.1", host: "127.0.0.1")
        #expect(jar.header(host: "127.0.0.1") == "")
    }

    @Test func secureAndTimes() {
        let jar = Jar()
        jar.set("refused=1; Secure")
        jar.set("safe=2; Secure", tls: true)
        jar.set("short=3; Max-Age=10")
        jar.set("dated=4; Expires=Thu, 01 Jan 1970 00:20:00 GMT")
        jar.set("both=5; Max-Age=5; Expires=Thu, 01 Jan 2100 00:00:00 GMT")
        #expect(jar.header() == "short=3; dated=4; both=5")
        #expect(jar.header(tls: true, now: 1006) == "safe=2; short=3; dated=4")
        #expect(jar.header(now: 1199) == "dated=4")
        #expect(jar.header(now: 1200) == "")
    }

    @Test func isBounded() {
        let jar = Jar()
        for index in 0..<1000 { jar.set("n\(index)=x") }
        #expect(jar.jar.count == CookieJar.maxCount)
        #expect(jar.header().hasPrefix("n872=x"))
        jar.set("big=" + String(repeating: "x", count: 5000))
        #expect(!jar.header().contains("big"))
    }

    @Test func boundsWhatAServerCanStore() {
        let jar = Jar()
        for index in 0..<100 { jar.set("c\(index)=" + String(repeating: "x", count: 4000)) }
        #expect(jar.header().utf8.count <= CookieJar.maxSize)
        #expect(jar.header().contains("c99=") && !jar.header().contains("c80="))
        for index in 0..<100 { jar.set("c\(index)=; Max-Age=0") }
        #expect(jar.jar.count == 0 && jar.jar.size == 0)
    }

    // The seconds are from `date -u -d … +%s`.
    @Test(arguments: [
        ("Wed, 09 Jun 2021 10:18:14 GMT", Int64?.some(1_623_233_894)),
        ("Wednesday, 09-Jun-21 10:18:14 GMT", 1_623_233_894),
        ("Wed Jun  9 10:18:14 2021", 1_623_233_894), ("Sun, 29 Feb 2032 23:59:59 GMT", 1_961_711_999),
        ("Fri, 31 Dec 1999 00:00:00 GMT", 946_598_400), ("soon", nil), ("Wed, 09 Jun 2021 25:18:14 GMT", nil),
        ("", nil),
    ])
    func dates(_ text: String, _ seconds: Int64?) {
        #expect(withView(text) { CookieDate.parse($0) } == seconds)
    }

    @Test func randomTextNeverTraps() {
        var random = SystemRandomNumberGenerator()
        let alphabet = Array("a=;, .:0129JanMax-AgeExpiresDomainPath/-\u{0}")
        for _ in 0..<20_000 {
            let jar = Jar()
            let text = String((0..<Int.random(in: 0...40, using: &random)).map { _ in alphabet.randomElement() ?? "a" })
            jar.set(text, host: ["h", "1", "a.b"].randomElement() ?? "h", path: ["", "/", "x/"].randomElement() ?? "")
            _ = jar.header()
        }
    }
}
