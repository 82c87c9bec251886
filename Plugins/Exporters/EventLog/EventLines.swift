// Assay: events as JSON, through their field tables.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON
import AssayKit
import CAssay

/// Reads any event through the field table of its hook, also of hooks that were declared later.
final class EventLines {
    private let host: Host
    private let hooks: UnsafePointer<assay_hooks_t>
    private let wanted: Set<String>
    private var known: [UInt32: Known] = [:]
    private var writer = JSONWriter()

    /// A hook as it was described once. Its fields live as long as the host.
    private struct Known {
        let name: String
        let fields: [(name: String, field: assay_field_t)]
        let isWanted: Bool
    }

    init(host: Host, hooks: UnsafePointer<assay_hooks_t>, wanted: Set<String>) {
        self.host = host
        self.hooks = hooks
        self.wanted = wanted
    }

    /// An event as JSON without a line break; nil for a hook that is not wanted or that the host does not describe.
    func line(_ event: UnsafePointer<assay_event_t>) -> [UInt8]? {
        guard let hook = describe(event.pointee.hook), hook.isWanted else { return nil }
        writer.removeAll()
        writer.beginObject()
        writer.key("event")
        writer.string(hook.name)
        writer.key("time_ns")
        writer.integer(event.pointee.time)
        let bytes = UnsafeRawBufferPointer(start: event, count: Int(event.pointee.struct_size))
        for (name, field) in hook.fields where field.type != .ASSAY_FIELD_POINTER {
            writer.key(name)
            write(field, bytes)
        }
        writer.endObject()
        return writer.bytes
    }

    private func describe(_ hook: assay_hook_t) -> Known? {
        if let hook = known[hook] { return hook }
        guard let declaration = hooks.pointee.describe?(host.pointer, hook)?.pointee, let name = declaration.name else {
            return nil
        }
        let text = String(cString: name)
        let fields = UnsafeBufferPointer(start: declaration.fields, count: Int(declaration.field_count))
        // Every event's own time is written already, as time_ns.
        let own = MemoryLayout<assay_event_t>.offset(of: \.time) ?? 0
        let described = Known(
            name: text,
            fields: fields.filter { Int($0.offset) != own }.map { ($0.name.map { String(cString: $0) } ?? "", $0) },
            isWanted: wanted.isEmpty || wanted.contains(text))
        known[hook] = described
        return described
    }

    /// Writes one field; null for a text that is NULL, a number that is not finite, and a field beyond the event's size.
    private func write(_ field: assay_field_t, _ event: UnsafeRawBufferPointer) {
        switch field.type {
        case .ASSAY_FIELD_INT32: writer.integer(load(field, event, as: Int32.self))
        case .ASSAY_FIELD_UINT32: writer.integer(load(field, event, as: UInt32.self))
        case .ASSAY_FIELD_INT64: writer.integer(load(field, event, as: Int64.self))
        case .ASSAY_FIELD_UINT64: writer.integer(load(field, event, as: UInt64.self))
        case .ASSAY_FIELD_DOUBLE:
            if let value = load(field, event, as: Double.self), value.isFinite {
                writer.number(value)
            } else {
                writer.null()
            }
        case .ASSAY_FIELD_STRING: writeText(field, event)
        default: writer.null()
        }
    }

    private func writeText(_ field: assay_field_t, _ event: UnsafeRawBufferPointer) {
        guard let text = load(field, event, as: UnsafePointer<UInt8>?.self).flatMap({ $0 }) else {
            return writer.null()
        }
        let place = Int(field.length_offset)
        guard field.length_offset != ASSAY_FIELD_NO_LENGTH, place + 4 <= event.count else {
            return writer.string(String(cString: text))
        }
        let length = event.loadUnaligned(fromByteOffset: place, as: UInt32.self)
        writer.string(String(decoding: UnsafeBufferPointer(start: text, count: Int(length)), as: UTF8.self))
    }

    private func load<Value: BitwiseCopyable>(
        _ field: assay_field_t, _ event: UnsafeRawBufferPointer, as type: Value.Type
    ) -> Value? {
        let place = Int(field.offset)
        guard place + MemoryLayout<Value>.size <= event.count else { return nil }
        return event.loadUnaligned(fromByteOffset: place, as: type)
    }
}

extension JSONWriter {
    /// A whole number, as near as 64 bits with a sign hold it; null for none.
    fileprivate mutating func integer<Number: FixedWidthInteger>(_ value: Number?) {
        if let value { integer(Int64(clamping: value)) } else { null() }
    }
}
