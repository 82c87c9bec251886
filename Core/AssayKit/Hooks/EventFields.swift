// Assay: declaring hooks whose events are C structs.
// SPDX-License-Identifier: Apache-2.0
public import CAssay

/// The size of an event that is a C struct, and its fields: what a hook's declaration says of it.
public struct EventFields: Sendable {
    /// A field; `length` is the offset of a string's length.
    public typealias Field = (name: String, type: assay_field_type_t, offset: Int?, length: Int?)

    let size: Int
    let fields: [Field]

    /// Describes an event of `size` bytes.
    public init(size: Int, fields: [Field]) {
        self.size = size
        self.fields = fields
    }

    /// Declares a hook whose events have these fields; throws ALREADY_EXISTS when it is there with others.
    public func declare(
        _ name: String, _ description: String, _ hooks: UnsafePointer<assay_hooks_t>,
        _ host: UnsafePointer<assay_host_t>
    ) throws -> assay_hook_t {
        // The host copies names; they have to last for the call alone.
        let names = fields.map { field in field.name.utf8CString }
        var hook: assay_hook_t = 0
        var table: [assay_field_t] = []
        let texts = names.map { bytes in
            let text = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
            for (index, byte) in bytes.enumerated() { text[index] = byte }
            return text
        }
        defer { texts.forEach { $0.deallocate() } }
        for (field, text) in zip(fields, texts) {
            table.append(
                assay_field_t(
                    name: UnsafePointer(text), type: field.type, offset: UInt32(field.offset ?? 0),
                    length_offset: field.length.map { UInt32($0) } ?? ASSAY_FIELD_NO_LENGTH))
        }
        try name.withCString { name in
            try description.withCString { description in
                try table.withUnsafeBufferPointer { table in
                    var declaration = assay_hook_declaration_t(
                        struct_size: UInt32(MemoryLayout<assay_hook_declaration_t>.size), name: name,
                        description: description, event_size: UInt32(size), fields: table.baseAddress,
                        field_count: UInt32(table.count))
                    try AssayError.check { hooks.pointee.declare(host, &declaration, &hook, $0) }
                }
            }
        }
        return hook
    }
}
