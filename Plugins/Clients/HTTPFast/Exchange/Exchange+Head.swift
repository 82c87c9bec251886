// Assay: puts the head of a request together.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

extension UnsafeMutablePointer where Pointee == Exchange {
    /// Writes request line, headers and a small body into the loop's scratch; false when there is no memory.
    @inline(__always) func writeHead() -> Bool {
        let home = self.home
        let origin = pointee.origin
        let request = pointee.request
        let profile = pointee.profile
        let method =
            pointee.flags & Exchange.Flags.isRewritten == 0
            ? ByteView(request.pointee.method) : ByteView("GET" as StaticString)
        let changes = Exchange.Flags.hasLeftOrigin | Exchange.Flags.isRewritten
        let isUsual = request.pointee.header_count == 0 && pointee.flags & changes == 0
        let opening = hasOwnHost ? ByteView(" HTTP/1.1\r\n" as StaticString) : origin.pointee.opening.view
        let block = profile.pointee.headers.text.view
        let body = self.body
        let copied = body.count <= ConnectionPointer.maxCopiedBody ? body.count : 0
        var size = method.count &+ pointee.targetPrefix.count &+ pointee.target.count &+ opening.count &+ block.count
        size &+= copied &+ extraSize() &+ 64
        home.pointee.scratch.reset()
        guard home.pointee.scratch.reserve(size, home.pointee.buffers) else { return false }
        home.pointee.scratch.appendReserved(method)
        home.pointee.scratch.appendReserved(ASCII.space)
        home.pointee.scratch.appendReserved(pointee.targetPrefix)
        home.pointee.scratch.appendReserved(pointee.target)
        home.pointee.scratch.appendReserved(opening)
        if isUsual { home.pointee.scratch.appendReserved(block) } else { writeHeaders() }
        writeAuthorization()
        if let jar = pointee.session?.pointee.jar {
            guard writeCookies(jar), home.pointee.scratch.reserve(copied &+ 64, home.pointee.buffers) else {
                return false
            }
        }
        if body.count > 0 || method.count == 4 || method.count == 5 || method.count == 3 { writeLength(method, body) }
        home.pointee.scratch.appendReserved(ByteView("\r\n" as StaticString))
        if copied > 0 { home.pointee.scratch.appendReserved(body) }
        return true
    }

    /// Room for the request's own headers and for the authorization.
    @inline(__always) private func extraSize() -> Int {
        var size = pointee.origin.pointee.authorization.count &+ pointee.ownAuthorization.count
        let request = pointee.request
        guard request.pointee.header_count > 0, let headers = request.pointee.headers else { return size }
        for index in 0..<request.pointee.header_count {
            size &+= headers[index].key.length &+ headers[index].value.length &+ 4
        }
        return size
    }

    /// A Content-Length, where a body is or where a server expects one (RFC 9110, section 8.6).
    @inline(__always) private func writeLength(_ method: ByteView, _ body: ByteView) {
        let expectsBody =
            method.equals(ByteView("POST" as StaticString)) || method.equals(ByteView("PUT" as StaticString))
            || method.equals(ByteView("PATCH" as StaticString))
        guard body.count > 0 || expectsBody, !hasHeader("content-length"), !hasHeader("transfer-encoding") else {
            return
        }
        home.pointee.scratch.appendReserved(ByteView("Content-Length: " as StaticString))
        home.pointee.scratch.appendReserved(decimal: body.count)
        home.pointee.scratch.appendReserved(ByteView("\r\n" as StaticString))
    }

    /// Whether the request itself has a header of this name, which is in lower case.
    func hasHeader(_ name: StaticString) -> Bool {
        let request = pointee.request
        guard request.pointee.header_count > 0, let headers = request.pointee.headers else { return false }
        for index in 0..<request.pointee.header_count where ByteView(headers[index].key).equalsIgnoringCase(name) {
            return true
        }
        return false
    }

    /// Writes the profile's lines that the request does not replace, and then the request's.
    private func writeHeaders() {
        let block = pointee.profile.pointee.headers
        for index in 0..<block.lineCount where !isReplaced(block.name(index)) && isAllowed(block.name(index)) {
            home.pointee.scratch.appendReserved(block.line(index))
        }
        guard let headers = pointee.request.pointee.headers else { return }
        for index in 0..<pointee.request.pointee.header_count where isAllowed(ByteView(headers[index].key)) {
            let name = ByteView(headers[index].key)
            home.pointee.scratch.appendReserved(name)
            home.pointee.scratch.appendReserved(ByteView(": " as StaticString))
            home.pointee.scratch.appendReserved(ByteView(headers[index].value))
            home.pointee.scratch.appendReserved(ByteView("\r\n" as StaticString))
        }
    }

    /// Whether a Host header of the config or the request stands for the origin's.
    @inline(__always) private var hasOwnHost: Bool {
        guard pointee.flags & Exchange.Flags.hasLeftOrigin == 0 else { return false }
        return pointee.profile.pointee.headers.hasHost || hasHeader("host")
    }

    /// The user of the request's own URL, or of the base URL; a header of the request goes before both.
    @inline(__always) private func writeAuthorization() {
        let own = pointee.ownAuthorization.view
        let base = pointee.origin.pointee.authorization.view
        guard own.count > 0 || base.count > 0, !hasHeader("authorization") else { return }
        if own.count > 0 {
            home.pointee.scratch.appendReserved(own)
        } else if pointee.flags & Exchange.Flags.hasLeftOrigin == 0 {
            home.pointee.scratch.appendReserved(base)
        }
    }

    private func isReplaced(_ name: ByteView) -> Bool {
        guard let headers = pointee.request.pointee.headers else { return false }
        for index in 0..<pointee.request.pointee.header_count
        where ByteView(headers[index].key).equalsIgnoringCase(name) {
            return true
        }
        return false
    }

    /// Whether a header may follow a redirect: no credentials to another origin, no body's headers without the body.
    private func isAllowed(_ name: ByteView) -> Bool {
        let flags = pointee.flags
        if flags & Exchange.Flags.hasLeftOrigin != 0 {
            let isCredential = name.equalsIgnoringCase("authorization") || name.equalsIgnoringCase("cookie")
            if isCredential || name.equalsIgnoringCase("host") { return false }
        }
        guard flags & Exchange.Flags.isRewritten != 0 else { return true }
        return !(name.count > 8 && name[0, 8].equalsIgnoringCase("content-"))
            && !name.equalsIgnoringCase("transfer-encoding")
    }
}

extension ByteBuffer {
    /// Adds a number in decimal digits; the room must be there: 20 bytes.
    @inline(__always) mutating func appendReserved(decimal number: Int) {
        if number >= 10 { appendReserved(decimal: number / 10) }
        appendReserved(48 &+ UInt8(truncatingIfNeeded: number % 10))
    }
}
