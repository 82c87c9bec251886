// Assay: checks what a plugin's create gave.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// Checks a new component against component.h, before anything of it is called.
struct ComponentCheck {
    let component: UnsafePointer<assay_component_t>
    let id: String

    /// Throws the first broken promise.
    func run() throws(ComponentFailure) {
        let size = component.pointer(to: \.struct_size)?.pointee ?? 0
        let wanted = UInt32(MemoryLayout<assay_component_t>.size)
        guard size == wanted else {
            throw .malformed(id: id, "assay_component_t.struct_size is \(size), wanted \(wanted)")
        }
        let value = component.pointee
        if value.start == nil { throw .malformed(id: id, "assay_component_t.start is NULL") }
        if value.stop == nil { throw .malformed(id: id, "assay_component_t.stop is NULL") }
        if value.destroy == nil { throw .malformed(id: id, "assay_component_t.destroy is NULL") }
        if value.get_extension == nil { throw .malformed(id: id, "assay_component_t.get_extension is NULL") }
        guard let descriptor = value.descriptor else { throw .malformed(id: id, "descriptor is NULL") }
        guard (try? CText.read(descriptor.pointee.id)) == id else {
            throw .malformed(id: id, "its descriptor has another id")
        }
    }
}
