// Assay: reads a Set-Cookie header.
// SPDX-License-Identifier: Apache-2.0

/// What a Set-Cookie header says (RFC 6265, section 5.2), as views of its text.
struct SetCookie {
    var name: ByteView
    var value: ByteView
    var domain: ByteView
    var path: ByteView
    var expires = Int64.max
    var isSecure = false
    var isHostOnly = true

    /// The longest name and value, and domain and path, that are kept.
    static let maxSize = 4096

    /// Reads `text`, sent by `host` for a request of `requestPath` at `now` (seconds since 1970); nil for what is to
    /// be ignored.
    init?(_ text: ByteView, host: ByteView, requestPath: ByteView, isTLS: Bool, now: Int64) {
        let end = text.index(of: 59) ?? text.count
        let pair = text[0, end]
        guard let equals = pair.index(of: 61) else { return nil }
        name = pair[0, equals].trimmed
        value = pair[equals + 1, pair.count].trimmed
        domain = host
        path = SetCookie.defaultPath(requestPath)
        guard name.count > 0, name.count + value.count <= Self.maxSize else { return nil }
        var attributes = Attributes()
        attributes.read(text, from: end + 1, now: now)
        if let maxAge = attributes.maxAge { expires = maxAge } else if let date = attributes.expires { expires = date }
        isSecure = attributes.isSecure
        if let given = attributes.path, given.count > 0, given[0] == 47, given.count <= Self.maxSize { path = given }
        guard isTLS || !isSecure else { return nil }
        if let given = attributes.domain, given.count > 0 {
            guard Cookie.domainMatches(host, given), given.index(of: 46) != nil || given.equalsIgnoringCase(host) else {
                return nil
            }
            domain = given
            isHostOnly = false
        }
    }

    /// The request's path up to its last "/" (section 5.1.4).
    static func defaultPath(_ requestPath: ByteView) -> ByteView {
        var end = requestPath.count
        while end > 0, requestPath[end - 1] != 47 { end -= 1 }
        return end <= 1 ? ByteView("/" as StaticString) : requestPath[0, end - 1]
    }

    /// What stands behind the first ";"; of several attributes of a name the last one counts.
    private struct Attributes {
        var domain: ByteView?
        var path: ByteView?
        var expires: Int64?
        var maxAge: Int64?
        var isSecure = false

        mutating func read(_ text: ByteView, from start: Int, now: Int64) {
            var start = start
            while start < text.count {
                let end = text.index(of: 59, from: start) ?? text.count
                let attribute = text[start, end]
                let equals = attribute.index(of: 61) ?? attribute.count
                let value = attribute[min(equals + 1, attribute.count), attribute.count].trimmed
                apply(attribute[0, equals].trimmed, value, now)
                start = end + 1
            }
        }

        private mutating func apply(_ name: ByteView, _ value: ByteView, _ now: Int64) {
            if name.equalsIgnoringCase("domain") {
                domain = value.count > 0 && value[0] == 46 ? value[1, value.count] : value
            } else if name.equalsIgnoringCase("path") {
                path = value
            } else if name.equalsIgnoringCase("secure") {
                isSecure = true
            } else if name.equalsIgnoringCase("max-age") {
                maxAge = SetCookie.end(maxAge: value, now) ?? maxAge
            } else if name.equalsIgnoringCase("expires") {
                expires = CookieDate.parse(value) ?? expires
            }
        }
    }

    /// When a Max-Age ends; nil when it is no number.
    private static func end(maxAge text: ByteView, _ now: Int64) -> Int64? {
        let isNegative = text.count > 0 && text[0] == 45
        let digits = isNegative ? text[1, text.count] : text
        guard digits.count > 0 else { return nil }
        var seconds: Int64 = 0
        for index in 0..<digits.count {
            guard ASCII.isDigit(digits[index]) else { return nil }
            if seconds < 1_000_000_000_000 { seconds = seconds * 10 + Int64(digits[index] &- 48) }
        }
        return isNegative || seconds == 0 ? .min : now &+ seconds
    }
}
