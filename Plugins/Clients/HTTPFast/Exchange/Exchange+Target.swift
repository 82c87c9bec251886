// Assay: finds out where a request goes.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// An origin, and the target in two parts.
struct Destination {
    var origin: OriginPointer
    var prefix = ByteView("" as StaticString)
    var target: ByteView
    /// "user:password", percent-encoded; empty for none.
    var userInfo = ByteView("" as StaticString)
}

extension UnsafeMutablePointer where Pointee == Profile {
    /// Where `url` points: an absolute URL, or a path behind the base URL's. Nil when it is not valid.
    @inline(__always) func destination(_ url: ByteView) -> Destination? {
        if URLParts.isAbsolute(url) { return absoluteDestination(url) }
        guard let origin = pointee.baseOrigin else { return nil }
        let base = pointee.basePath.view
        let target = URLParts.withoutFragment(url)
        if target.count > 0, target[0] == 47 {
            return Destination(origin: origin, prefix: base[0, base.count &- 1], target: target)
        }
        // A query or nothing belongs to the base itself; a path without "/" follows one.
        let isPath = target.count > 0 && target[0] != 63
        let prefix = isPath || base.count == 1 ? base : base[0, base.count &- 1]
        return Destination(origin: origin, prefix: prefix, target: target)
    }

    private func absoluteDestination(_ url: ByteView) -> Destination? {
        guard let parts = URLParts(url), let origin = origin(parts) else { return nil }
        let slash: StaticString = "/"
        let needsSlash = parts.target.count == 0 || parts.target[0] != 47
        return Destination(
            origin: origin, prefix: ByteView(needsSlash ? slash : "" as StaticString), target: parts.target,
            userInfo: parts.userInfo)
    }
}

extension UnsafeMutablePointer where Pointee == Exchange {
    /// Takes the destination over, percent-encoding the target when it must be; false when it is not valid.
    @inline(__always) func setTarget(_ destination: Destination) -> Bool {
        pointee.targetPrefix = destination.prefix
        pointee.target = destination.target
        if destination.userInfo.count > 0 && !setAuthorization(destination.userInfo) { return false }
        switch RequestTarget.form(destination.target) {
        case .plain: return true
        case .invalid: return false
        case .needsEncoding: return encodeTarget(destination.target)
        }
    }

    private func setAuthorization(_ userInfo: ByteView) -> Bool {
        guard let line = BasicAuthorization.line(userInfo) else { return false }
        pointee.ownAuthorization.append(line, home.pointee.buffers)
        return pointee.ownAuthorization.count > 0
    }

    private func encodeTarget(_ target: ByteView) -> Bool {
        let (size, overflow) = target.count.multipliedReportingOverflow(by: 3)
        var encoded = ByteBuffer()
        guard !overflow, encoded.reserve(size, home.pointee.buffers) else { return false }
        RequestTarget.appendEncoded(target, to: &encoded)
        // The text before may be in `ownTarget` itself.
        pointee.ownTarget.clear(home.pointee.buffers)
        pointee.ownTarget = encoded
        pointee.target = pointee.ownTarget.view
        return true
    }
}
