// Assay: the cookies of one session.
// SPDX-License-Identifier: Apache-2.0
internal import Glibc

typealias CookieJarPointer = UnsafeMutablePointer<CookieJar>

/// Cookies in the order in which they are sent: longer paths first, then older ones. A user that never gets a cookie
/// has no jar.
struct CookieJar {
    private var first: UnsafeMutablePointer<Cookie>?
    private(set) var count = 0
    /// Bytes of all texts.
    private(set) var size = 0
    private var order: UInt64 = 0

    /// The most cookies of one session, and the most bytes of their texts; beyond either the oldest go.
    static let maxCount = 128
    static let maxSize = 64 << 10

    /// Keeps a cookie, in place of one of the same name, domain and path; one that is over only removes that.
    mutating func set(_ set: SetCookie, now: Int64) {
        remove { cookie in
            cookie.name.equals(set.name) && cookie.path.equals(set.path)
                && cookie.domain.equalsIgnoringCase(set.domain)
        }
        guard set.expires > now else { return }
        let cookie = UnsafeMutablePointer<Cookie>.allocate(capacity: 1)
        order &+= 1
        cookie.initialize(to: Cookie(set, order: order))
        // One alone always fits: SetCookie.maxSize bounds each of its texts.
        while first != nil, count >= Self.maxCount || size + cookie.pointee.size > Self.maxSize { removeOldest() }
        insert(cookie)
    }

    private mutating func insert(_ cookie: UnsafeMutablePointer<Cookie>) {
        count += 1
        size += cookie.pointee.size
        guard var previous = first, previous.pointee.pathLength >= cookie.pointee.pathLength else {
            cookie.pointee.next = first
            first = cookie
            return
        }
        while let next = previous.pointee.next, next.pointee.pathLength >= cookie.pointee.pathLength {
            previous = next
        }
        cookie.pointee.next = previous.pointee.next
        previous.pointee.next = cookie
    }

    private mutating func removeOldest() {
        var oldest = UInt64.max
        var candidate = first
        while let cookie = candidate {
            oldest = min(oldest, cookie.pointee.order)
            candidate = cookie.pointee.next
        }
        remove { $0.order == oldest }
    }

    private mutating func remove(_ isWanted: (Cookie) -> Bool) {
        var previous: UnsafeMutablePointer<Cookie>?
        var candidate = first
        while let cookie = candidate {
            candidate = cookie.pointee.next
            if isWanted(cookie.pointee) {
                if let previous { previous.pointee.next = candidate } else { first = candidate }
                size -= cookie.pointee.size
                cookie.pointee.text.deallocate()
                cookie.deallocate()
                count -= 1
            } else {
                previous = cookie
            }
        }
    }

    /// Calls `body` with "name=value" of each cookie for this request, in order.
    func forEach(_ host: ByteView, _ path: ByteView, isTLS: Bool, now: Int64, _ body: (ByteView) -> Void) {
        var candidate = first
        while let cookie = candidate {
            if cookie.pointee.expires > now && cookie.pointee.matches(host, path, isTLS: isTLS) {
                body(cookie.pointee.pair)
            }
            candidate = cookie.pointee.next
        }
    }

    /// Frees all cookies.
    mutating func destroy() { remove { _ in true } }
}
