// Assay: takes an absolute URL apart, in place.
// SPDX-License-Identifier: Apache-2.0

/// The parts of an http or https URL, as views of its text.
struct URLParts {
    var isTLS = false
    /// The path of a Unix socket in "unix:/path.sock:/target"; empty for TCP.
    var socketPath = ByteView("" as StaticString)
    var userInfo = ByteView("" as StaticString)
    /// Without the brackets of an IPv6 address.
    var host = ByteView("" as StaticString)
    var isIPv6 = false
    var port: UInt16 = 80
    /// Path and query, without the fragment; may be empty.
    var target = ByteView("" as StaticString)

    /// Whether `url` starts with a scheme, and so is not a path.
    @inline(__always) static func isAbsolute(_ url: ByteView) -> Bool {
        guard url.count > 0, url[0] != 47 else { return false }
        return hasScheme(url)
    }

    private static func hasScheme(_ url: ByteView) -> Bool {
        if url.hasPrefix("unix:/") { return true }
        for index in 0..<url.count {
            if url[index] == ASCII.colon {
                return index > 0 && url.count >= index + 3 && url[index + 1] == 47 && url[index + 2] == 47
            }
            guard ASCII.isToken(url[index]) else { return false }
        }
        return false
    }

    /// Reads an absolute URL; nil when it is not a valid one of a known scheme.
    init?(_ url: ByteView) {
        if url.hasPrefix("unix:/") {
            guard parseUnix(url[5, url.count]) else { return nil }
            return
        }
        let rest: ByteView
        if url.count >= 7, url[0, 7].equalsIgnoringCase("http://") {
            rest = url[7, url.count]
        } else if url.count >= 8, url[0, 8].equalsIgnoringCase("https://") {
            rest = url[8, url.count]
            isTLS = true
            port = 443
        } else {
            return nil
        }
        var end = 0
        while end < rest.count, rest[end] != 47, rest[end] != 63, rest[end] != 35 { end += 1 }
        guard parseAuthority(rest[0, end]) else { return nil }
        target = URLParts.withoutFragment(rest[end, rest.count])
    }

    /// Cuts "#…" off.
    @inline(__always) static func withoutFragment(_ url: ByteView) -> ByteView {
        guard let hash = url.index(of: 35) else { return url }
        return url[0, hash]
    }

    /// path.sock[:target]; the path must fit sockaddr_un.
    private mutating func parseUnix(_ text: ByteView) -> Bool {
        let colon = text.index(of: ASCII.colon) ?? text.count
        socketPath = text[0, colon]
        host = ByteView("localhost")
        if colon < text.count { target = URLParts.withoutFragment(text[colon + 1, text.count]) }
        return socketPath.count > 1 && socketPath.count < 108 && socketPath.index(of: 0) == nil
    }

    private mutating func parseAuthority(_ authority: ByteView) -> Bool {
        var rest = authority
        var at = rest.count
        while at > 0, rest[at - 1] != 64 { at -= 1 }
        if at > 0 {
            userInfo = rest[0, at - 1]
            rest = rest[at, rest.count]
        }
        var hostEnd: Int
        if rest.count > 0, rest[0] == 91 {
            guard let bracket = rest.index(of: 93) else { return false }
            host = rest[1, bracket]
            isIPv6 = true
            hostEnd = bracket + 1
        } else {
            hostEnd = rest.index(of: ASCII.colon) ?? rest.count
            host = rest[0, hostEnd]
        }
        guard isValidHost() else { return false }
        guard hostEnd < rest.count else { return true }
        guard rest[hostEnd] == ASCII.colon else { return false }
        hostEnd += 1
        return hostEnd == rest.count || parsePort(rest[hostEnd, rest.count])
    }

    private func isValidHost() -> Bool {
        guard host.count > 0, host.count <= 255 else { return false }
        for index in 0..<host.count {
            let byte = host[index]
            let isName = ASCII.isDigit(byte) || ASCII.lower(byte) &- 97 < 26 || byte == 45 || byte == 46 || byte == 95
            let isAddress = isIPv6 && (byte == ASCII.colon || byte == 37)
            guard isName || isAddress else { return false }
        }
        return true
    }

    private mutating func parsePort(_ text: ByteView) -> Bool {
        guard text.count <= 5 else { return false }
        var value = 0
        for index in 0..<text.count {
            guard ASCII.isDigit(text[index]) else { return false }
            value = value * 10 + Int(text[index] &- 48)
        }
        guard value > 0, value <= 65_535 else { return false }
        port = UInt16(value)
        return true
    }
}
