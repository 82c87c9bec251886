// Assay: lists the hooks of a host.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

extension Host {
    /// The hooks that are declared by now, in the order of their declaration.
    public var hooks: [HookDescription] {
        guard let table: UnsafePointer<assay_hooks_t> = table(ASSAY_EXT_HOOKS) else { return [] }
        var found: [HookDescription] = []
        while let declaration = table.pointee.describe(pointer, assay_hook_t(found.count)) {
            found.append(HookDescription(declaration.pointee))
        }
        return found
    }
}

extension HookDescription {
    init(_ declaration: assay_hook_declaration_t) {
        name = declaration.name.map { String(cString: $0) } ?? ""
        description = declaration.description.map { String(cString: $0) } ?? ""
        let fields = UnsafeBufferPointer(start: declaration.fields, count: Int(declaration.field_count))
        self.fields = fields.map { Field(name: $0.name.map { String(cString: $0) } ?? "", type: Self.type($0.type)) }
    }

    private static func type(_ type: assay_field_type_t) -> String {
        switch type {
        case .ASSAY_FIELD_INT32: "int32_t"
        case .ASSAY_FIELD_UINT32: "uint32_t"
        case .ASSAY_FIELD_INT64: "int64_t"
        case .ASSAY_FIELD_UINT64: "uint64_t"
        case .ASSAY_FIELD_DOUBLE: "double"
        case .ASSAY_FIELD_STRING: "const char *"
        case .ASSAY_FIELD_POINTER: "const void *"
        default: "type \(type.rawValue)"
        }
    }
}
