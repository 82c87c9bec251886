// Assay: ends an exchange: the response is filled in, counted, handed over, and given back.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import Glibc

extension UnsafeMutablePointer where Pointee == Exchange {
    /// The response, which is the exchange's first member.
    @inline(__always) var responsePointer: UnsafeMutablePointer<assay_client_response_t> {
        UnsafeMutableRawPointer(self).assumingMemoryBound(to: assay_client_response_t.self)
    }

    /// Fills the response in, records it, and calls on_response. The session and the exchange may be gone afterwards.
    @inline(__always) func complete(_ error: assay_client_error_t) {
        home.pointee.functions.cancelTimer(home.pointee.loop, &pointee.timer)
        let end = error == .ASSAY_CLIENT_OK ? pointee.arrived : home.now
        book(end)
        pointee.phase = .delivered
        if let session = pointee.session { session.unlink(self) }
        pointee.session = nil
        fillResponse(error, end)
        setName()
        if pointee.flags & (Exchange.Flags.catchesResponse | Exchange.Flags.isSilent) == 0 { recordUsual() }
        guard let call = pointee.call else { return }
        pointee.call = nil
        call.pointee.client_data.0 = nil
        call.pointee.on_response(call, responsePointer)
    }

    @inline(__always) private func fillResponse(_ error: assay_client_error_t, _ end: assay_instant_t) {
        let response = responsePointer
        response.pointee.struct_size = UInt32(MemoryLayout<assay_client_response_t>.size)
        response.pointee.error = error
        response.pointee.end = end
        response.pointee.client_data = UnsafeMutableRawPointer(self)
        response.pointee.redirect_count = pointee.redirectCount
        response.pointee.is_success = error == .ASSAY_CLIENT_OK && response.pointee.status < 400
        if pointee.message.count == 0 { keepURLAlone() }
        let message = pointee.message.view
        if message.count > 0 {
            response.pointee.url = message[0, Swift.max(0, pointee.headStart &- 1)].abiString
        }
        if pointee.flags & Exchange.Flags.hasHead != 0 && message.count >= pointee.headStart &+ pointee.head.length {
            let head = message[pointee.headStart, pointee.headStart &+ pointee.head.length]
            response.pointee.headers = head[Int(pointee.head.fieldsStart), Int(pointee.head.fieldsEnd)].abiString
            let reason = Int(pointee.head.reasonStart)
            response.pointee.reason = head[reason, reason &+ Int(pointee.head.reasonLength)].abiString
        }
        let body = pointee.bodyStart >= 0 ? message[pointee.bodyStart, message.count] : pointee.body.view
        if pointee.flags & Exchange.Flags.hasHead != 0 && body.count > 0 {
            response.pointee.body = assay_bytes_t(data: body.base, length: body.count)
        }
        response.pointee.error_text =
            response.pointee.is_success
            ? ByteView("" as StaticString).abiString : errorText.abiString
    }

    /// No head came: the URL alone is kept.
    private func keepURLAlone() {
        let prefix = pointee.origin.pointee.prefix.view
        let length = prefix.count &+ pointee.targetPrefix.count &+ pointee.target.count &+ 1
        guard pointee.message.reserve(length, home.pointee.buffers) else { return }
        appendURL(prefix)
    }

    /// What statistics show for a response that is no success; it ends with a NUL behind its count.
    private var errorText: ByteView {
        guard pointee.response.error == .ASSAY_CLIENT_OK else { return ByteView(pointee.response.error.text) }
        if let text = ClientStatusText.text(pointee.response.status) { return ByteView(text) }
        let status = UInt8(truncatingIfNeeded: pointee.response.status / 100)
        let rest = pointee.response.status % 100
        pointee.statusDigits = (
            48 &+ status, 48 &+ UInt8(truncatingIfNeeded: rest / 10), 48 &+ UInt8(truncatingIfNeeded: rest % 10), 0
        )
        return withUnsafePointer(to: &pointee.statusDigits) {
            ByteView(UnsafeRawPointer($0).assumingMemoryBound(to: UInt8.self), 3)
        }
    }

    /// Ends the caller's use of the response.
    func release() {
        let flags = pointee.flags
        if flags & Exchange.Flags.catchesResponse != 0
            && flags & (Exchange.Flags.isSilent | Exchange.Flags.isResolved) == 0
        {
            recordUsual()
        }
        let profile = pointee.profile
        let home = profile.pointee.home
        let pool = home.pointee.buffers
        closeDecoder()
        pointee.message.clear(pool)
        pointee.body.clear(pool)
        pointee.unsent.clear(pool)
        pointee.ownAuthorization.clear(pool)
        pointee.ownTarget.clear(pool)
        pointee.ownName.clear(pool)
        pointee.firstURL.clear(pool)
        home.giveExchange(self)
        profile.release()
    }
}
