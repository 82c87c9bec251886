// Assay: an event as a line of JSON.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// Writes `{"hook":"…","time":…,"fields":{…}}` and a line feed, by the field table. The time is in nanoseconds since
/// 1970. A string that is not UTF-8 gets replacement characters, NaN and the infinities are the strings that protobuf's
/// JSON has for them, and pointer fields are left out.
struct EventLine {
    private(set) var bytes: [UInt8] = []

    /// Makes the line of an event. The memory of the last line is used again.
    mutating func write(_ event: UnsafePointer<assay_event_t>, _ declaration: assay_hook_declaration_t) {
        bytes.removeAll(keepingCapacity: true)
        append("{\"hook\":")
        appendQuoted(declaration.name.map { String(cString: $0) } ?? "")
        append(",\"time\":\(event.pointee.time),\"fields\":{")
        var isFirst = true
        for field in declaration.fieldTable where field.type != .ASSAY_FIELD_POINTER {
            if !isFirst { append(",") }
            isFirst = false
            appendQuoted(field.nameText)
            append(":")
            appendValue(field, of: event)
        }
        append("}}\n")
    }

    private mutating func appendValue(_ field: assay_field_t, of event: UnsafePointer<assay_event_t>) {
        let value = UnsafeRawPointer(event) + Int(field.offset)
        switch field.type {
        case .ASSAY_FIELD_INT32: append("\(value.load(as: Int32.self))")
        case .ASSAY_FIELD_UINT32: append("\(value.load(as: UInt32.self))")
        case .ASSAY_FIELD_INT64: append("\(value.load(as: Int64.self))")
        case .ASSAY_FIELD_UINT64: append("\(value.load(as: UInt64.self))")
        case .ASSAY_FIELD_DOUBLE: append(Self.text(value.load(as: Double.self)))
        case .ASSAY_FIELD_STRING:
            if let text = EventCopy.string(field, of: event) {
                appendQuoted(String(decoding: text, as: UTF8.self))
            } else {
                append("null")
            }
        default: append("null")
        }
    }

    private static func text(_ value: Double) -> String {
        if value.isNaN { return "\"NaN\"" }
        if value.isInfinite { return value < 0 ? "\"-Infinity\"" : "\"Infinity\"" }
        return "\(value)"
    }

    private mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    private mutating func appendQuoted(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0..<0x20:
                let digits = String(byte, radix: 16)
                append("\\u00" + (digits.utf8.count == 1 ? "0" : "") + digits)
            default:
                bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
