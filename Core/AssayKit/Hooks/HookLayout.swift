// Assay: where the fields of a hook lie in its events.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// What a hook is, read from the host's own description.
struct HookLayout: @unchecked Sendable {
    // @unchecked: the description lives as long as the host, and is never written.
    private let declaration: UnsafePointer<assay_hook_declaration_t>

    init(_ declaration: UnsafePointer<assay_hook_declaration_t>) {
        self.declaration = declaration
    }

    var name: String { declaration.pointee.name.map { String(cString: $0) } ?? "" }

    /// Bytes of an event.
    var eventSize: Int { Int(declaration.pointee.event_size) }

    var entries: UnsafeBufferPointer<assay_field_t> {
        let fields = declaration.pointee.fields
        return UnsafeBufferPointer(start: fields, count: fields == nil ? 0 : Int(declaration.pointee.field_count))
    }

    var fields: [HookField] {
        entries.compactMap { entry in
            guard let type = HookFieldType(entry.type), let name = entry.name else { return nil }
            return HookField(String(cString: name), type)
        }
    }

    /// The entry of a field, found without an allocation.
    func entry(_ name: String) -> assay_field_t? {
        entries.first { entry in
            guard let bytes = entry.name else { return false }
            var place = bytes
            for unit in name.utf8 {
                guard UInt8(bitPattern: place.pointee) == unit, unit != 0 else { return false }
                place += 1
            }
            return place.pointee == 0
        }
    }

    /// The value of a field in `event`; nil when the field does not lie within it.
    func value(_ entry: assay_field_t, in event: UnsafePointer<assay_event_t>) -> HookValue? {
        guard let type = HookFieldType(entry.type) else { return nil }
        let size = min(Int(event.pointee.struct_size), eventSize)
        guard Int(entry.offset) <= size &- type.size else { return nil }
        let place = UnsafeRawPointer(event) + Int(entry.offset)
        switch type {
        case .int32: return .signed(Int64(place.loadUnaligned(as: Int32.self)))
        case .uint32: return .unsigned(UInt64(place.loadUnaligned(as: UInt32.self)))
        case .int64: return .signed(place.loadUnaligned(as: Int64.self))
        case .uint64: return .unsigned(place.loadUnaligned(as: UInt64.self))
        case .double: return .double(place.loadUnaligned(as: Double.self))
        case .pointer: return HookValue.none
        case .string:
            guard let text = place.loadUnaligned(as: UnsafePointer<CChar>?.self) else { return HookValue.none }
            return .string(Self.text(text, length: length(entry, event, size)))
        }
    }

    private func length(_ entry: assay_field_t, _ event: UnsafePointer<assay_event_t>, _ size: Int) -> Int? {
        guard entry.length_offset != ASSAY_FIELD_NO_LENGTH, Int(entry.length_offset) <= size &- 4 else { return nil }
        return Int((UnsafeRawPointer(event) + Int(entry.length_offset)).loadUnaligned(as: UInt32.self))
    }

    private static func text(_ text: UnsafePointer<CChar>, length: Int?) -> String {
        guard let length else { return String(cString: text) }
        return String(decoding: UnsafeRawBufferPointer(start: text, count: length), as: UTF8.self)
    }
}
