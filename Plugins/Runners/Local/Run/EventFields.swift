// Assay: the field tables of the events that a run emits.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

extension EventFields {
    /// assay_request_event_t.
    static let request: EventFields = {
        typealias Event = assay_request_event_t
        func at(_ path: PartialKeyPath<Event>) -> Int? { MemoryLayout<Event>.offset(of: path) }
        return EventFields(
            size: MemoryLayout<Event>.size,
            fields: [
                ("time", .ASSAY_FIELD_INT64, at(\Event.event.time), nil),
                ("method", .ASSAY_FIELD_STRING, at(\Event.method), at(\Event.method_length)),
                ("name", .ASSAY_FIELD_STRING, at(\Event.name), at(\Event.name_length)),
                ("response_time_ms", .ASSAY_FIELD_DOUBLE, at(\Event.response_time_ms), nil),
                ("response_length", .ASSAY_FIELD_UINT64, at(\Event.response_length), nil),
                ("user_class", .ASSAY_FIELD_STRING, at(\Event.user_class), at(\Event.user_class_length)),
                ("user_id", .ASSAY_FIELD_UINT64, at(\Event.user_id), nil),
                ("error", .ASSAY_FIELD_STRING, at(\Event.error), at(\Event.error_length)),
                ("url", .ASSAY_FIELD_STRING, at(\Event.url), at(\Event.url_length)),
                ("status", .ASSAY_FIELD_INT32, at(\Event.status), nil),
                ("response_time_from_send_ms", .ASSAY_FIELD_DOUBLE, at(\Event.response_time_from_send_ms), nil),
                ("scheduled_time", .ASSAY_FIELD_INT64, at(\Event.scheduled_time), nil),
                ("start_time", .ASSAY_FIELD_INT64, at(\Event.start_time), nil),
                ("bytes_sent", .ASSAY_FIELD_UINT64, at(\Event.bytes_sent), nil),
                ("bytes_received", .ASSAY_FIELD_UINT64, at(\Event.bytes_received), nil),
                ("blocked_ns", .ASSAY_FIELD_INT64, at(\Event.timings.blocked), nil),
                ("connecting_ns", .ASSAY_FIELD_INT64, at(\Event.timings.connecting), nil),
                ("tls_handshaking_ns", .ASSAY_FIELD_INT64, at(\Event.timings.tls_handshaking), nil),
                ("sending_ns", .ASSAY_FIELD_INT64, at(\Event.timings.sending), nil),
                ("waiting_ns", .ASSAY_FIELD_INT64, at(\Event.timings.waiting), nil),
                ("receiving_ns", .ASSAY_FIELD_INT64, at(\Event.timings.receiving), nil),
            ])
    }()

    /// assay_user_event_t.
    static let user: EventFields = {
        typealias Event = assay_user_event_t
        func at(_ path: PartialKeyPath<Event>) -> Int? { MemoryLayout<Event>.offset(of: path) }
        return EventFields(
            size: MemoryLayout<Event>.size,
            fields: [
                ("time", .ASSAY_FIELD_INT64, at(\Event.event.time), nil),
                ("user_class", .ASSAY_FIELD_STRING, at(\Event.user_class), at(\Event.user_class_length)),
                ("user_id", .ASSAY_FIELD_UINT64, at(\Event.user_id), nil),
                ("task", .ASSAY_FIELD_STRING, at(\Event.task), at(\Event.task_length)),
                ("error", .ASSAY_FIELD_STRING, at(\Event.error), at(\Event.error_length)),
                ("trace", .ASSAY_FIELD_STRING, at(\Event.trace), at(\Event.trace_length)),
            ])
    }()

    /// assay_run_event_t.
    static let run: EventFields = {
        typealias Event = assay_run_event_t
        func at(_ path: PartialKeyPath<Event>) -> Int? { MemoryLayout<Event>.offset(of: path) }
        return EventFields(
            size: MemoryLayout<Event>.size,
            fields: [
                ("time", .ASSAY_FIELD_INT64, at(\Event.event.time), nil),
                ("run_id", .ASSAY_FIELD_STRING, at(\Event.run_id), at(\Event.run_id_length)),
                ("user_count", .ASSAY_FIELD_UINT32, at(\Event.user_count), nil),
                ("exit_code", .ASSAY_FIELD_INT32, at(\Event.exit_code), nil),
                ("cpu_usage", .ASSAY_FIELD_DOUBLE, at(\Event.cpu_usage), nil),
            ])
    }()
}
