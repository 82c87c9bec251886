// Assay: copies of events, with their strings.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import Glibc

/// Lays an event and the strings that it refers to out in one piece of memory. In the piece the string fields hold
/// distances from its start until `relocate` makes them pointers, so it may be moved in between. Pointer fields are
/// NULL in a copy: only the emitter knows what they point to.
enum EventCopy {
    /// A longer string is cut in the copy, which says so in its length field.
    static let longestString = 64 * 1024
    /// Every copy is a multiple of this long.
    static let alignment = 16

    /// How many bytes the copy of an event takes.
    static func size(_ event: UnsafePointer<assay_event_t>, _ declaration: assay_hook_declaration_t) -> Int {
        var size = Int(declaration.event_size)
        for field in declaration.fieldTable where field.type == .ASSAY_FIELD_STRING {
            if let text = string(field, of: event) { size += text.count + 1 }
        }
        return (size + alignment - 1) & ~(alignment - 1)
    }

    /// Writes the copy to `memory`, which has room for `size`.
    static func write(
        _ event: UnsafePointer<assay_event_t>, _ declaration: assay_hook_declaration_t,
        to memory: UnsafeMutableRawPointer
    ) {
        let eventSize = Int(declaration.event_size)
        // An emitter built with an older event leaves the rest zero.
        let given = min(eventSize, Int(event.pointee.struct_size))
        memory.copyMemory(from: event, byteCount: given)
        memset(memory + given, 0, eventSize - given)
        memory.storeBytes(of: declaration.event_size, as: UInt32.self)
        var end = eventSize
        for field in declaration.fieldTable {
            switch field.type {
            case .ASSAY_FIELD_POINTER:
                memory.storeBytes(of: 0, toByteOffset: Int(field.offset), as: UInt.self)
            case .ASSAY_FIELD_STRING:
                end += writeString(field, of: event, to: memory, at: end)
            default:
                break
            }
        }
    }

    private static func writeString(
        _ field: assay_field_t, of event: UnsafePointer<assay_event_t>, to memory: UnsafeMutableRawPointer, at end: Int
    ) -> Int {
        guard let text = string(field, of: event), let start = text.baseAddress else {
            memory.storeBytes(of: 0, toByteOffset: Int(field.offset), as: UInt.self)
            writeLength(0, of: field, to: memory)
            return 0
        }
        (memory + end).copyMemory(from: start, byteCount: text.count)
        memory.storeBytes(of: 0, toByteOffset: end + text.count, as: UInt8.self)
        memory.storeBytes(of: UInt(end), toByteOffset: Int(field.offset), as: UInt.self)
        writeLength(text.count, of: field, to: memory)
        return text.count + 1
    }

    private static func writeLength(_ length: Int, of field: assay_field_t, to memory: UnsafeMutableRawPointer) {
        guard field.length_offset != ASSAY_FIELD_NO_LENGTH else { return }
        memory.storeBytes(of: UInt32(length), toByteOffset: Int(field.length_offset), as: UInt32.self)
    }

    /// Makes a copy readable where it lies now. To be called once.
    static func relocate(
        _ memory: UnsafeMutableRawPointer, _ declaration: assay_hook_declaration_t
    ) -> UnsafeMutablePointer<assay_event_t> {
        for field in declaration.fieldTable where field.type == .ASSAY_FIELD_STRING {
            let distance = memory.load(fromByteOffset: Int(field.offset), as: UInt.self)
            guard distance != 0 else { continue }
            memory.storeBytes(of: memory + Int(distance), toByteOffset: Int(field.offset), as: UnsafeRawPointer.self)
        }
        return memory.assumingMemoryBound(to: assay_event_t.self)
    }

    /// A readable copy in memory of its own, to be freed with `free`; nil when there is none.
    static func make(
        _ event: UnsafePointer<assay_event_t>, _ declaration: assay_hook_declaration_t, hook: assay_hook_t
    ) -> UnsafeMutablePointer<assay_event_t>? {
        guard let memory = malloc(size(event, declaration)) else { return nil }
        write(event, declaration, to: memory)
        let copy = relocate(memory, declaration)
        copy.pointee.hook = hook
        return copy
    }

    /// The bytes of a string field, without its NUL; nil when it is NULL, or beyond the event that the emitter gave.
    static func string(_ field: assay_field_t, of event: UnsafePointer<assay_event_t>) -> UnsafeRawBufferPointer? {
        let given = Int(event.pointee.struct_size)
        guard Int(field.offset) + 8 <= given else { return nil }
        let memory = UnsafeRawPointer(event)
        guard let start = memory.load(fromByteOffset: Int(field.offset), as: UnsafePointer<CChar>?.self) else {
            return nil
        }
        let hasLength = field.length_offset != ASSAY_FIELD_NO_LENGTH && Int(field.length_offset) + 4 <= given
        let length =
            hasLength
            ? Int(memory.load(fromByteOffset: Int(field.length_offset), as: UInt32.self))
            : strnlen(start, longestString)
        return UnsafeRawBufferPointer(start: start, count: min(length, longestString))
    }
}
