// Assay: tells the recorder of a finished request.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

extension UnsafeMutablePointer where Pointee == Exchange {
    /// Looks the name up while the request is still there.
    @inline(__always) func setName() {
        let request = pointee.request
        let method = ByteView(request.pointee.method)
        let name =
            request.pointee.name.length > 0
            ? ByteView(request.pointee.name) : ByteView(request.pointee.url)
        if let entry = pointee.profile.pointee.names.find(method, name) {
            pointee.method = entry.pointee.method
            pointee.name = entry.pointee.name
            pointee.nameID = entry.pointee.id
        } else {
            internName(method, name)
        }
    }

    private func internName(_ method: ByteView, _ name: ByteView) {
        let profile = pointee.profile
        let id = profile.pointee.intern(profile.pointee.recorder, method.abiString, name.abiString)
        pointee.nameID = id
        if let entry = profile.pointee.names.add(method, name, id) {
            pointee.method = entry.pointee.method
            pointee.name = entry.pointee.name
            return
        }
        guard pointee.ownName.reserve(method.count &+ name.count &+ 2, home.pointee.buffers) else { return }
        pointee.ownName.appendReserved(method)
        pointee.ownName.appendReserved(0 as UInt8)
        pointee.ownName.appendReserved(name)
        pointee.ownName.appendReserved(0 as UInt8)
        let kept = pointee.ownName.view
        pointee.method = kept[0, method.count]
        pointee.name = kept[method.count &+ 1, kept.count &- 1]
    }

    /// Records by the usual rule.
    @inline(__always) func recordUsual() {
        if pointee.response.is_success {
            record(.ASSAY_OUTCOME_SUCCESS, ByteView("" as StaticString))
        } else {
            let isCancelled = pointee.response.error == .ASSAY_CLIENT_CANCELLED
            let text = ByteView(pointee.response.error_text)
            record(isCancelled ? .ASSAY_OUTCOME_INTERRUPTED : .ASSAY_OUTCOME_FAILURE, text)
        }
    }

    /// Records with this outcome; `error` ends with a NUL behind its count.
    @inline(__always) func record(_ outcome: assay_outcome_t, _ error: ByteView) {
        let profile = pointee.profile
        let response = responsePointer
        let end = response.pointee.end
        let wall = home.wallOffset(end)
        var event = assay_request_event_t()
        event.event.struct_size = UInt32(MemoryLayout<assay_request_event_t>.size)
        event.event.time = end &+ wall
        event.method = pointee.method.cString
        event.method_length = UInt32(truncatingIfNeeded: pointee.method.count)
        event.name = pointee.name.cString
        event.name_length = UInt32(truncatingIfNeeded: pointee.name.count)
        event.name_id = pointee.nameID
        if pointee.firstURL.count > 0 {
            event.url = pointee.firstURL.view.cString
            event.url_length = UInt32(truncatingIfNeeded: pointee.firstURL.count &- 1)
        } else if response.pointee.url.length > 0 {
            event.url = response.pointee.url.data
            event.url_length = UInt32(truncatingIfNeeded: response.pointee.url.length)
        }
        if outcome != .ASSAY_OUTCOME_SUCCESS {
            event.error = error.cString
            event.error_length = UInt32(truncatingIfNeeded: error.count)
        }
        event.outcome = outcome
        event.status = response.pointee.status
        event.user_id = pointee.userID
        event.response_length = response.pointee.body_length
        event.bytes_sent = response.pointee.bytes_sent
        event.bytes_received = response.pointee.bytes_received
        event.scheduled_time = response.pointee.scheduled &+ wall
        event.start_time = response.pointee.start &+ wall
        event.response_time_ms = Double(end &- response.pointee.scheduled) / 1e6
        event.response_time_from_send_ms = Double(end &- response.pointee.start) / 1e6
        event.timings = response.pointee.timings
        profile.pointee.record(profile.pointee.recorder, &event)
    }

    /// Records what the caller decided; `error` is borrowed.
    func resolve(_ isSuccess: Bool, _ error: ByteView) {
        let flags = pointee.flags
        guard flags & Exchange.Flags.catchesResponse != 0,
            flags & (Exchange.Flags.isResolved | Exchange.Flags.isSilent) == 0
        else { return }
        pointee.flags |= Exchange.Flags.isResolved
        guard pointee.response.error != .ASSAY_CLIENT_CANCELLED else { return recordUsual() }
        if isSuccess { return record(.ASSAY_OUTCOME_SUCCESS, ByteView("" as StaticString)) }
        var text = ByteBuffer()
        let pool = home.pointee.buffers
        defer { text.clear(pool) }
        guard text.reserve(error.count &+ 1, pool) else { return recordUsual() }
        text.appendReserved(error)
        text.appendReserved(0 as UInt8)
        record(.ASSAY_OUTCOME_FAILURE, text.view[0, error.count])
    }
}

extension ByteView {
    /// The bytes as C's char; a NUL must follow.
    @inline(__always) var cString: UnsafePointer<CChar> {
        UnsafeRawPointer(base).assumingMemoryBound(to: CChar.self)
    }
}
