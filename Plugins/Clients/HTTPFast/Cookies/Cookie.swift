// Assay: one cookie of a session.
// SPDX-License-Identifier: Apache-2.0
internal import Glibc

/// A cookie; its texts follow each other in one block: name, "=", value, domain, path.
struct Cookie {
    var next: UnsafeMutablePointer<Cookie>?
    let text: UnsafeMutablePointer<UInt8>
    let nameLength: Int
    /// Of "name=value".
    let pairLength: Int
    let domainLength: Int
    let pathLength: Int
    /// Seconds since 1970; .max for the end of the session.
    let expires: Int64
    let isSecure: Bool
    /// Only for the host that set it, not for hosts below it.
    let isHostOnly: Bool
    /// Counts up with each cookie set.
    let order: UInt64

    /// Bytes of its texts.
    var size: Int { pairLength + domainLength + pathLength }
    var name: ByteView { ByteView(text, nameLength) }
    var pair: ByteView { ByteView(text, pairLength) }
    var domain: ByteView { ByteView(text + pairLength, domainLength) }
    var path: ByteView { ByteView(text + pairLength + domainLength, pathLength) }

    /// Copies what a Set-Cookie header said.
    init(_ set: SetCookie, order: UInt64) {
        nameLength = set.name.count
        pairLength = set.name.count + 1 + set.value.count
        domainLength = set.domain.count
        pathLength = set.path.count
        expires = set.expires
        isSecure = set.isSecure
        isHostOnly = set.isHostOnly
        self.order = order
        text = .allocate(capacity: pairLength + domainLength + pathLength)
        memcpy(text, set.name.base, nameLength)
        text[nameLength] = 61
        memcpy(text + nameLength + 1, set.value.base, set.value.count)
        for index in 0..<domainLength { text[pairLength + index] = ASCII.lower(set.domain[index]) }
        memcpy(text + pairLength + domainLength, set.path.base, pathLength)
    }

    /// Whether it goes to this host and path (RFC 6265, sections 5.1.3 and 5.1.4).
    func matches(_ host: ByteView, _ requestPath: ByteView, isTLS: Bool) -> Bool {
        guard isTLS || !isSecure else { return false }
        guard isHostOnly ? host.equalsIgnoringCase(domain) : Cookie.domainMatches(host, domain) else { return false }
        return Cookie.pathMatches(requestPath, path)
    }

    /// Whether `host` is `domain` or below it.
    static func domainMatches(_ host: ByteView, _ domain: ByteView) -> Bool {
        if host.equalsIgnoringCase(domain) { return true }
        guard host.count > domain.count, domain.count > 0, !isAddress(host) else { return false }
        let start = host.count - domain.count
        return host[start - 1] == 46 && host[start, host.count].equalsIgnoringCase(domain)
    }

    /// An IPv6 address has a colon, and no top-level domain ends in a digit.
    private static func isAddress(_ host: ByteView) -> Bool {
        host.index(of: ASCII.colon) != nil || ASCII.isDigit(host[host.count - 1])
    }

    private static func pathMatches(_ requestPath: ByteView, _ path: ByteView) -> Bool {
        guard requestPath.count >= path.count, requestPath[0, path.count].equals(path), path.count > 0 else {
            return false
        }
        return requestPath.count == path.count || path[path.count - 1] == 47 || requestPath[path.count] == 47
    }
}
