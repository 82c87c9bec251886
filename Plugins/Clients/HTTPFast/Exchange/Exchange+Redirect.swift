// Assay: follows redirects within one measured request.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// What a response means for the request.
enum Redirection {
    /// It is the answer.
    case none
    /// The request is to be sent again, to where the exchange points now.
    case follow
    case failed(assay_client_error_t)
}

extension UnsafeMutablePointer where Pointee == Exchange {
    /// Whether the response in `head` is a redirect that is to be followed.
    @inline(__always) var isRedirect: Bool {
        guard pointee.head.status >= 300, pointee.flags & Exchange.Flags.followsRedirects != 0 else { return false }
        switch pointee.head.status {
        case 301, 302, 303, 307, 308: return true
        default: return false
        }
    }

    /// Points the exchange at the location of the redirect that it got.
    func redirect() -> Redirection {
        guard isRedirect else { return .none }
        guard pointee.redirectCount < pointee.profile.pointee.limits.maxRedirects else {
            return .failed(.ASSAY_CLIENT_TOO_MANY_REDIRECTS)
        }
        let head = pointee.head
        guard head.locationLength > 0 else { return .failed(.ASSAY_CLIENT_INVALID_REDIRECT) }
        let start = pointee.headStart &+ Int(head.locationStart)
        let location = pointee.message.view[start, start &+ Int(head.locationLength)]
        let before = pointee.origin
        guard setLocation(URLParts.withoutFragment(location)) else { return .failed(.ASSAY_CLIENT_INVALID_REDIRECT) }
        if pointee.origin != before { pointee.flags |= Exchange.Flags.hasLeftOrigin }
        pointee.ownAuthorization.reset()
        rewriteMethod(head.status)
        keepFirstURL()
        prepareNext()
        return .follow
    }

    /// Resolves a location against the present target, and takes it over.
    private func setLocation(_ location: ByteView) -> Bool {
        if URLParts.isAbsolute(location) || location.hasPrefix("//") {
            let pool = home.pointee.buffers
            var absolute = ByteBuffer()
            defer { absolute.clear(pool) }
            if location.hasPrefix("//") {
                let scheme: StaticString = pointee.origin.pointee.isTLS ? "https:" : "http:"
                guard absolute.append(ByteView(scheme), pool) else { return false }
            }
            guard absolute.append(location, pool), !absolute.view.hasPrefix("unix:"),
                let destination = pointee.profile.destination(absolute.view)
            else { return false }
            pointee.origin = destination.origin
            return takeTarget(destination.prefix, destination.target)
        }
        return resolveRelative(location)
    }

    /// A path, a query, or a path relative to the present one.
    private func resolveRelative(_ location: ByteView) -> Bool {
        guard location.count > 0 else { return false }
        if location[0] == 47 { return takeTarget(ByteView("" as StaticString), location) }
        let pool = home.pointee.buffers
        var base = ByteBuffer()
        defer { base.clear(pool) }
        guard base.append(pointee.targetPrefix, pool), base.append(pointee.target, pool) else { return false }
        if let query = base.view.index(of: 63) { base.removeLast(base.count &- query) }
        if location[0] != 63 {
            while base.count > 0, base.view[base.count &- 1] != 47 { base.removeLast(1) }
        }
        return takeTarget(base.view, location)
    }

    /// Makes prefix and target the exchange's own text, without dot segments.
    private func takeTarget(_ prefix: ByteView, _ target: ByteView) -> Bool {
        let pool = home.pointee.buffers
        var text = ByteBuffer()
        guard text.append(prefix, pool), text.append(target, pool) else {
            text.clear(pool)
            return false
        }
        DotSegments.remove(from: &text)
        pointee.ownTarget.clear(pool)
        pointee.ownTarget = text
        return setTarget(Destination(origin: pointee.origin, target: pointee.ownTarget.view))
    }

    /// 303 makes a GET of everything but HEAD; 301 and 302 make one of POST, as browsers do (RFC 9110, section 15.4).
    private func rewriteMethod(_ status: Int32) {
        guard pointee.flags & (Exchange.Flags.isHead | Exchange.Flags.isRewritten) == 0 else { return }
        let isPost = ByteView(pointee.request.pointee.method).equals(ByteView("POST" as StaticString))
        guard status == 303 || (isPost && (status == 301 || status == 302)) else { return }
        pointee.flags |= Exchange.Flags.isRewritten | Exchange.Flags.isIdempotent
    }

    /// The event names the URL that was asked for.
    private func keepFirstURL() {
        guard pointee.redirectCount == 0, pointee.headStart > 0 else { return }
        _ = pointee.firstURL.append(pointee.message.view[0, pointee.headStart], home.pointee.buffers)
    }

    /// Forgets the response.
    private func prepareNext() {
        book(pointee.arrived)
        pointee.redirectCount &+= 1
        closeDecoder()
        pointee.message.reset()
        pointee.body.reset()
        pointee.unsent.reset()
        pointee.head = ResponseHead()
        pointee.chunked = ChunkedDecoder()
        pointee.scanned = 0
        pointee.interimBytes = 0
        pointee.bodyStart = -1
        pointee.headStart = 0
        pointee.hasCodedBytes = false
        pointee.response.body_length = 0
        pointee.response.status = 0
        pointee.phase = .queued
        let done = Exchange.Flags.hasHead | Exchange.Flags.isReused | Exchange.Flags.isRetried | Exchange.Flags.isSent
        pointee.flags &= ~done
    }
}
