// Assay: sends and takes the cookies of a session.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import Glibc

extension UnsafeMutablePointer where Pointee == Exchange {
    /// Appends a Cookie header to the loop's scratch; false when there is no memory.
    func writeCookies(_ jar: CookieJarPointer) -> Bool {
        let pool = home.pointee.buffers
        guard !hasHeader("cookie"), var path = requestPath() else { return true }
        var header = ByteBuffer()
        var isComplete = true
        let origin = pointee.origin
        jar.pointee.forEach(origin.pointee.host.view, path.view, isTLS: origin.pointee.isTLS, now: wallSeconds()) {
            pair in
            let separator: StaticString = header.count == 0 ? "Cookie: " : "; "
            isComplete = isComplete && header.append(ByteView(separator), pool) && header.append(pair, pool)
        }
        if header.count > 0 {
            isComplete =
                isComplete && header.append(ByteView("\r\n" as StaticString), pool)
                && home.pointee.scratch.append(header.view, pool)
        }
        header.clear(pool)
        path.clear(pool)
        return isComplete
    }

    /// Takes the cookies of the head in `message`.
    func storeCookies() {
        guard pointee.profile.pointee.limits.keepsCookies, let session = pointee.session, var path = requestPath()
        else {
            return
        }
        let jar = session.cookieJar()
        let now = wallSeconds()
        let origin = pointee.origin
        let message = pointee.message.view
        let fields = message[
            pointee.headStart &+ Int(pointee.head.fieldsStart), pointee.headStart &+ Int(pointee.head.fieldsEnd)]
        var start = 0
        while let end = fields.index(of: ASCII.lineFeed, from: start) {
            let line = fields[start, ResponseParser.contentEnd(fields, start, end)]
            start = end &+ 1
            guard line.count > 11, line[10] == ASCII.colon, line[0, 10].equalsIgnoringCase("set-cookie") else {
                continue
            }
            let set = SetCookie(
                line[11, line.count].trimmed, host: origin.pointee.host.view, requestPath: path.view,
                isTLS: origin.pointee.isTLS, now: now)
            if let set { jar.pointee.set(set, now: now) }
        }
        path.clear(home.pointee.buffers)
    }

    /// The request's path without the query; the caller frees it.
    private func requestPath() -> ByteBuffer? {
        let pool = home.pointee.buffers
        var path = ByteBuffer()
        guard path.append(pointee.targetPrefix, pool), path.append(pointee.target, pool) else {
            path.clear(pool)
            return nil
        }
        if let query = path.view.index(of: 63) { path.removeLast(path.count &- query) }
        return path
    }

    private func wallSeconds() -> Int64 { (pointee.mark &+ home.wallOffset(pointee.mark)) / 1_000_000_000 }
}

extension UnsafeMutablePointer where Pointee == Session {
    /// The session's jar, made on first use.
    func cookieJar() -> CookieJarPointer {
        if let jar = pointee.jar { return jar }
        let jar = CookieJarPointer.allocate(capacity: 1)
        jar.initialize(to: CookieJar())
        pointee.jar = jar
        return jar
    }
}
