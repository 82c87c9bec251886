// Assay: descriptors in their C form.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import Glibc

/// Descriptors in their C form, made when somebody asks for them. They live as long as the process, because the header
/// promises the texts for the life of the host, and plugins outlive it.
struct DescriptorTable {
    private var made: [String: UnsafePointer<assay_descriptor_t>] = [:]

    /// The C form of the descriptor at `index` among those of `kind`; nil past the last one.
    mutating func descriptor(
        at index: Int, kind: String?, of descriptors: [ComponentDescriptor]
    ) -> UnsafePointer<assay_descriptor_t>? {
        let candidates = kind.map { kind in descriptors.filter { $0.kind == kind } } ?? descriptors
        guard candidates.indices.contains(index) else { return nil }
        let descriptor = candidates[index]
        if let known = made[descriptor.id] { return known }
        let pointer = UnsafePointer(Self.make(descriptor))
        made[descriptor.id] = pointer
        return pointer
    }

    private static func make(_ descriptor: ComponentDescriptor) -> UnsafeMutablePointer<assay_descriptor_t> {
        let pointer = UnsafeMutablePointer<assay_descriptor_t>.allocate(capacity: 1)
        pointer.initialize(
            to: assay_descriptor_t(
                struct_size: UInt32(MemoryLayout<assay_descriptor_t>.size), id: strdup(descriptor.id),
                kind: strdup(descriptor.kind), name: strdup(descriptor.name), version: strdup(descriptor.version),
                description: strdup(descriptor.description), config_schema: strdup(descriptor.configSchema)))
        return pointer
    }
}
