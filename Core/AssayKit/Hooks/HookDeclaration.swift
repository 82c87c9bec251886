// Assay: what a hook of one's own is.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// A hook that a plugin declares.
///
///     let misses = try host.hooks.declare(HookDeclaration(
///         "com.acme.cache_miss", description: "A key was not in the cache.",
///         fields: [HookField("key", .string), HookField("age_ms", .double)]))
public struct HookDeclaration: Sendable {
    /// Lower case, dots for hierarchy: "com.acme.cache_miss". A last part that begins with "before_" can be
    /// decided: "com.acme.before_move".
    public let name: String
    /// One sentence: when it is emitted.
    public let description: String
    /// What its events hold.
    public let fields: [HookField]

    /// Describes a hook.
    public init(_ name: String, description: String, fields: [HookField]) {
        self.name = name
        self.description = description
        self.fields = fields
    }
}

extension HookDeclaration {
    /// The field table, behind the header of the event: the fields in their order, then the lengths of the texts.
    func lay(names: [UnsafePointer<CChar>]) -> (entries: [assay_field_t], eventSize: Int) {
        var end = MemoryLayout<assay_event_t>.size
        func place(_ size: Int) -> UInt32 {
            end = (end &+ size &- 1) / size * size
            defer { end &+= size }
            return UInt32(clamping: end)
        }
        var entries = zip(fields, names).map { field, name in
            assay_field_t(
                name: name, type: field.type.pointee, offset: place(field.type.size),
                length_offset: ASSAY_FIELD_NO_LENGTH)
        }
        for index in entries.indices where entries[index].type == .ASSAY_FIELD_STRING {
            entries[index].length_offset = place(4)
        }
        return (entries, (end &+ 7) / 8 * 8)
    }
}

extension Hooks {
    /// Declares a hook, or finds the one of the same name and fields, and returns what tells it. Throws ALREADY_EXISTS
    /// when there is one with other fields.
    public func declare(_ declaration: HookDeclaration) throws -> HookEmitter {
        let texts = declaration.fields.map { Array($0.name.utf8CString) }
        var hook = ASSAY_HOOK_NONE
        let names = texts.map { text in
            let copy = UnsafeMutableBufferPointer<CChar>.allocate(capacity: text.count)
            _ = copy.initialize(from: text)
            return copy
        }
        defer { for name in names { name.deallocate() } }
        let layout = declaration.lay(names: names.compactMap { UnsafePointer($0.baseAddress) })
        try layout.entries.withUnsafeBufferPointer { entries in
            try declaration.name.withCString { name in
                try declaration.description.withCString { description in
                    var declared = assay_hook_declaration_t(
                        struct_size: UInt32(MemoryLayout<assay_hook_declaration_t>.size), name: name,
                        description: description, event_size: UInt32(clamping: layout.eventSize),
                        fields: entries.baseAddress, field_count: UInt32(clamping: entries.count))
                    try AssayError.check { table.pointee.declare(host.pointer, &declared, &hook, $0) }
                }
            }
        }
        return try HookEmitter(self, hook)
    }

    /// What tells a hook that is declared already. Throws NOT_FOUND while nobody has declared it.
    public func emitter(_ name: String) throws -> HookEmitter {
        try HookEmitter(self, resolve(name))
    }
}
