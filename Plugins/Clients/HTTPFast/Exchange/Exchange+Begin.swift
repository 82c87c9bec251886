// Assay: makes an exchange from a request.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

extension UnsafeMutablePointer where Pointee == Exchange {
    /// Fills a fresh exchange. The request was checked.
    @inline(__always) func begin(
        _ session: SessionPointer, _ request: UnsafePointer<assay_client_request_t>,
        _ call: UnsafeMutablePointer<assay_client_call_t>, _ origin: OriginPointer
    ) {
        let profile = session.pointee.profile
        initialize(
            to: Exchange(profile: profile, request: request, origin: origin, userID: session.pointee.userID))
        profile.pointee.userCount &+= 1
        pointee.session = session
        pointee.call = call
        call.pointee.client_data.0 = UnsafeMutableRawPointer(self)
        let now = home.now
        pointee.mark = now
        pointee.response.start = now
        pointee.response.scheduled = request.pointee.scheduled != 0 ? request.pointee.scheduled : now
        let limits = profile.pointee.limits
        let timeout = request.pointee.timeout != 0 ? request.pointee.timeout : limits.timeout
        if timeout > 0 {
            let (deadline, overflow) = now.addingReportingOverflow(timeout)
            pointee.deadline = overflow ? .max : deadline
        }
        pointee.flags = Exchange.flags(request, followsRedirects: limits.followsRedirects)
        pointee.timer.user_data = UnsafeMutableRawPointer(self)
        pointee.timer.on_fire = { timer in
            guard let data = timer?.pointee.user_data else { return }
            data.assumingMemoryBound(to: Exchange.self).handleTimer()
        }
        session.link(self)
    }

    /// The body to send.
    @inline(__always) var body: ByteView {
        pointee.flags & Exchange.Flags.isRewritten != 0
            ? ByteView("" as StaticString) : ByteView(pointee.request.pointee.body)
    }
}

extension Exchange {
    @inline(__always) fileprivate static func flags(
        _ request: UnsafePointer<assay_client_request_t>, followsRedirects: Bool
    ) -> UInt32 {
        let asked = request.pointee.flags
        var flags = methodFlags(ByteView(request.pointee.method))
        let follows =
            asked & ASSAY_REQUEST_FOLLOW_REDIRECTS != 0
            || (followsRedirects && asked & ASSAY_REQUEST_KEEP_REDIRECTS == 0)
        if follows { flags |= Flags.followsRedirects }
        if asked & ASSAY_REQUEST_STREAM != 0 { flags |= Flags.isStreamed }
        if asked & ASSAY_REQUEST_CATCH_RESPONSE != 0 { flags |= Flags.catchesResponse }
        if asked & ASSAY_REQUEST_SILENT != 0 { flags |= Flags.isSilent }
        return flags
    }

    /// What the method says; the idempotent ones are those of RFC 9110, section 9.2.2.
    @inline(__always) private static func methodFlags(_ method: ByteView) -> UInt32 {
        switch method.count {
        case 3 where method.hasPrefix("GET") || method.hasPrefix("PUT"): Flags.isIdempotent
        case 4 where method.hasPrefix("HEAD"): Flags.isIdempotent | Flags.isHead
        case 5 where method.hasPrefix("TRACE"): Flags.isIdempotent
        case 6 where method.hasPrefix("DELETE"): Flags.isIdempotent
        case 7 where method.hasPrefix("OPTIONS"): Flags.isIdempotent
        default: 0
        }
    }
}
