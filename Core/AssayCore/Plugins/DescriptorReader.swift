// Assay: reads and checks the descriptor of a component.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// Reads one descriptor of a plugin.
struct DescriptorReader {
    let pointer: UnsafePointer<assay_descriptor_t>
    let index: UInt32

    /// The descriptor, or its first broken promise.
    func read() throws(PluginLoadFailure.Reason) -> ComponentDescriptor {
        let wanted = UInt32(MemoryLayout<assay_descriptor_t>.size)
        let size = pointer.pointer(to: \.struct_size)?.pointee ?? 0
        guard size == wanted else {
            throw .wrongStructSize(type: "assay_descriptor_t", found: size, wanted: wanted)
        }
        let descriptor = pointer.pointee
        let id = try text(descriptor.id, "id", of: "#\(index)")
        guard PluginManifest.isID(id) else { throw .badID(id) }
        let kind = try text(descriptor.kind, "kind", of: id)
        guard PluginManifest.isKind(kind) else {
            throw .badDescriptor(component: id, "kind '\(kind)' is not of the form 'assay.client/1'")
        }
        let schema = try text(descriptor.config_schema, "config_schema", of: id)
        guard schema.utf8.first(where: { !Self.blanks.contains($0) }) == UInt8(ascii: "{") else {
            throw .badDescriptor(component: id, "config_schema is not a JSON object")
        }
        return ComponentDescriptor(
            id: id, kind: kind, name: try text(descriptor.name, "name", of: id),
            version: try text(descriptor.version, "version", of: id),
            description: try text(descriptor.description, "description", of: id), configSchema: schema)
    }

    private static let blanks: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]

    private func text(
        _ pointer: UnsafePointer<CChar>?, _ field: String, of component: String
    ) throws(PluginLoadFailure.Reason) -> String {
        do { return try CText.read(pointer) } catch {
            throw .badDescriptor(component: component, "\(field) \(CText.words(error))")
        }
    }
}

extension CText {
    /// A flaw in words.
    static func words(_ flaw: Flaw) -> String {
        switch flaw {
        case .null: "is NULL"
        case .tooLong: "is longer than \(longest) bytes"
        case .notUTF8: "is not UTF-8"
        }
    }
}
