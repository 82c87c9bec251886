// Assay: counting work of other protocols as requests.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

extension UserDriver {
    /// Counts one request; `responseTime` in milliseconds.
    func record(_ method: String, _ name: String, _ responseTime: Double, _ responseLength: Int, _ error: String?) {
        guard let recorder = home.userHost.pointee.recorder else { return }
        var method = method
        var name = name
        let id = method.withUTF8 { method in
            name.withUTF8 { recorder.pointee.intern(recorder, assay_string_t(method), assay_string_t($0)) }
        }
        let end = home.wallClock()
        let time = responseTime.isFinite ? max(0, min(responseTime, 1e12)) : 0
        method.withCString { methodText in
            name.withCString { nameText in
                withOptionalCString(error) { errorText in
                    var event = assay_request_event_t()
                    event.event.struct_size = UInt32(MemoryLayout<assay_request_event_t>.size)
                    event.event.time = end
                    event.method = methodText
                    event.method_length = UInt32(clamping: method.utf8.count)
                    event.name = nameText
                    event.name_length = UInt32(clamping: name.utf8.count)
                    event.name_id = id
                    event.error = errorText
                    event.error_length = UInt32(clamping: error?.utf8.count ?? 0)
                    event.outcome = error == nil ? .ASSAY_OUTCOME_SUCCESS : .ASSAY_OUTCOME_FAILURE
                    event.user_id = context.pointee.user_id
                    event.response_length = UInt64(clamping: responseLength)
                    event.start_time = end &- assay_time_t(time * 1e6)
                    event.scheduled_time = event.start_time
                    event.response_time_ms = time
                    event.response_time_from_send_ms = time
                    recorder.pointee.record(recorder, &event)
                }
            }
        }
    }

    private func withOptionalCString(_ text: String?, _ body: (UnsafePointer<CChar>?) -> Void) {
        if let text { text.withCString { body($0) } } else { body(nil) }
    }
}
