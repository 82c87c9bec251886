// Assay: a copy of an event for deciders.
// SPDX-License-Identifier: Apache-2.0
internal import AssayContract
internal import CAssay

/// An event and its texts, in memory that lives as long as this object. Pointer fields are NULL in a copy.
final class EventCopy {
    let event: UnsafePointer<assay_event_t>
    private let memory: UnsafeMutableRawBufferPointer
    private let arena = Arena()

    init(_ original: UnsafePointer<assay_event_t>, _ hook: assay_hook_declaration_t) {
        let size = max(Int(hook.event_size), MemoryLayout<assay_event_t>.size)
        memory = .allocate(byteCount: size, alignment: 16)
        memory.initializeMemory(as: UInt8.self, repeating: 0)
        memory.copyMemory(
            from: UnsafeRawBufferPointer(start: original, count: min(size, Int(original.pointee.struct_size))))
        event = UnsafePointer(
            memory.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: assay_event_t.self))
        for index in 0..<Int(hook.field_count) {
            guard let field = hook.fields?[index] else { break }
            copyText(field)
        }
    }

    deinit { memory.deallocate() }

    private func copyText(_ field: assay_field_t) {
        let offset = Int(field.offset)
        guard field.type == .ASSAY_FIELD_STRING || field.type == .ASSAY_FIELD_POINTER,
            offset + MemoryLayout<UInt>.size <= memory.count
        else { return }
        let word = memory.load(fromByteOffset: offset, as: UInt.self)
        memory.storeBytes(of: 0, toByteOffset: offset, as: UInt.self)
        guard field.type == .ASSAY_FIELD_STRING, let text = UnsafePointer<CChar>(bitPattern: word) else { return }
        let copy = arena.text(String(cString: text))
        memory.storeBytes(of: UInt(bitPattern: copy), toByteOffset: offset, as: UInt.self)
    }
}
