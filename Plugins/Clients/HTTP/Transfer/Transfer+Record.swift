// Assay: tells the recorder of a finished request.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

extension Transfer {
    /// Records by the usual rule.
    func recordUsual() {
        isResolved = true
        let failed: assay_outcome_t =
            response.pointee.error == .ASSAY_CLIENT_CANCELLED ? .ASSAY_OUTCOME_INTERRUPTED : .ASSAY_OUTCOME_FAILURE
        record(response.pointee.is_success ? .ASSAY_OUTCOME_SUCCESS : failed, response.pointee.error_text)
    }

    /// Records what the caller decided.
    func resolve(_ isSuccess: Bool, _ error: assay_string_t) {
        guard catchesResponse, !isSilent, !isResolved else { return }
        guard response.pointee.error != .ASSAY_CLIENT_CANCELLED else { return recordUsual() }
        isResolved = true
        var text = ByteStore()
        defer { text.free() }
        guard text.append(error.bytes), text.append(0 as UInt8) else { return }
        record(isSuccess ? .ASSAY_OUTCOME_SUCCESS : .ASSAY_OUTCOME_FAILURE, text.text(0..<(text.count - 1)))
    }

    /// Records with this outcome; `error` has a NUL behind it.
    private func record(_ outcome: assay_outcome_t, _ error: assay_string_t) {
        let end = response.pointee.end
        let wall = profile.wallOffset(end)
        var event = assay_request_event_t()
        event.event.struct_size = UInt32(MemoryLayout<assay_request_event_t>.size)
        event.event.time = end &+ wall
        names.fill(&event)
        event.url = response.pointee.url.data
        event.url_length = UInt32(clamping: response.pointee.url.length)
        if outcome != .ASSAY_OUTCOME_SUCCESS {
            event.error = error.data
            event.error_length = UInt32(clamping: error.length)
        }
        event.outcome = outcome
        event.status = response.pointee.status
        event.user_id = session?.userID ?? 0
        event.response_length = response.pointee.body_length
        event.bytes_sent = response.pointee.bytes_sent
        event.bytes_received = response.pointee.bytes_received
        event.scheduled_time = clock.scheduled &+ wall
        event.start_time = clock.start &+ wall
        event.response_time_ms = Double(end &- clock.scheduled) / 1e6
        event.response_time_from_send_ms = Double(end &- clock.start) / 1e6
        event.timings = response.pointee.timings
        profile.recorder.record(&event)
    }

    /// What statistics show for a response that is no success; it has a NUL behind it.
    func text(of error: assay_client_error_t) -> assay_string_t {
        guard error == .ASSAY_CLIENT_OK else { return assay_string_t(error.text) }
        if let text = ClientStatusText.text(head.status) { return assay_string_t(text) }
        errorText.clear()
        var digits = "\(head.status)"
        let isKept = digits.withUTF8 { errorText.append(UnsafeRawBufferPointer($0)) } && errorText.append(0 as UInt8)
        return isKept ? errorText.text(0..<(errorText.count - 1)) : assay_string_t("")
    }
}

extension assay_string_t {
    /// A text that lives for ever and has a NUL behind it.
    init(_ text: StaticString) {
        self.init(
            data: UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self), length: text.utf8CodeUnitCount)
    }
}
