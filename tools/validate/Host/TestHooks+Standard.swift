// Assay: the hooks that a runner declares.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Glibc

extension TestHooks {
    private struct Field {
        let name: String
        let type: assay_field_type_t
        let offset: Int?
        var length: Int?
    }

    /// Declares the hooks of request_event.h and run_events.h, as a runner does.
    mutating func declareStandard() {
        typealias Request = assay_request_event_t
        let requestFields = [
            text("method", \Request.method, \Request.method_length), text("name", \Request.name, \Request.name_length),
            text("user_class", \Request.user_class, \Request.user_class_length),
            text("error", \Request.error, \Request.error_length),
            text("url", \Request.url, \Request.url_length),
            Field(name: "status", type: .ASSAY_FIELD_INT32, offset: MemoryLayout<Request>.offset(of: \.status)),
            Field(name: "user_id", type: .ASSAY_FIELD_UINT64, offset: MemoryLayout<Request>.offset(of: \.user_id)),
            number("response_length", \Request.response_length), number("bytes_sent", \Request.bytes_sent),
            number("bytes_received", \Request.bytes_received),
            milliseconds("response_time_ms", \Request.response_time_ms),
            milliseconds("response_time_from_send_ms", \Request.response_time_from_send_ms),
        ]
        for name in [ASSAY_HOOK_REQUEST_SUCCESS, ASSAY_HOOK_REQUEST_FAILURE] {
            declare(name, requestFields, size: MemoryLayout<Request>.size)
        }
        typealias Run = assay_run_event_t
        let runFields = [
            text("run_id", \Run.run_id, \Run.run_id_length),
            Field(name: "user_count", type: .ASSAY_FIELD_UINT32, offset: MemoryLayout<Run>.offset(of: \.user_count)),
        ]
        for name in [
            ASSAY_HOOK_INIT, ASSAY_HOOK_TEST_START, ASSAY_HOOK_TEST_STOPPING, ASSAY_HOOK_TEST_STOP,
            ASSAY_HOOK_SPAWNING_COMPLETE, ASSAY_HOOK_RESET_STATS, ASSAY_HOOK_QUITTING, ASSAY_HOOK_QUIT,
        ] { declare(name, runFields, size: MemoryLayout<Run>.size) }
        standardCount = declarations.count
    }

    private mutating func declare(_ name: String, _ fields: [Field], size: Int) {
        let values = fields.map { field in
            assay_field_t(
                name: strdup(field.name), type: field.type, offset: UInt32(field.offset ?? 0),
                length_offset: field.length.map { UInt32($0) } ?? UInt32.max)
        }
        _ = values.withUnsafeBufferPointer { values in
            name.withCString { name in
                declare(
                    assay_hook_declaration_t(
                        struct_size: UInt32(MemoryLayout<assay_hook_declaration_t>.size), name: name,
                        description: name, event_size: UInt32(size), fields: values.baseAddress,
                        field_count: UInt32(values.count)))
            }
        }
    }

    private func text<Event>(
        _ name: String, _ text: KeyPath<Event, UnsafePointer<CChar>?>, _ length: KeyPath<Event, UInt32>
    ) -> Field {
        Field(
            name: name, type: .ASSAY_FIELD_STRING, offset: MemoryLayout<Event>.offset(of: text),
            length: MemoryLayout<Event>.offset(of: length))
    }

    private func number<Event>(_ name: String, _ path: KeyPath<Event, UInt64>) -> Field {
        Field(name: name, type: .ASSAY_FIELD_UINT64, offset: MemoryLayout<Event>.offset(of: path))
    }

    private func milliseconds<Event>(_ name: String, _ path: KeyPath<Event, Double>) -> Field {
        Field(name: name, type: .ASSAY_FIELD_DOUBLE, offset: MemoryLayout<Event>.offset(of: path))
    }
}
