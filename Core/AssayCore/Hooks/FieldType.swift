// Assay: the types of event fields.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

extension assay_field_type_t {
    /// Bytes of a field of this type, which is its alignment too; nil for a type this host does not know.
    var size: UInt32? {
        switch self {
        case .ASSAY_FIELD_INT32, .ASSAY_FIELD_UINT32: 4
        case .ASSAY_FIELD_INT64, .ASSAY_FIELD_UINT64, .ASSAY_FIELD_DOUBLE: 8
        case .ASSAY_FIELD_STRING, .ASSAY_FIELD_POINTER: 8
        default: nil
        }
    }
}

extension assay_hook_declaration_t {
    /// The fields as Swift sees them.
    var fieldTable: UnsafeBufferPointer<assay_field_t> {
        UnsafeBufferPointer(start: fields, count: Int(field_count))
    }
}

extension assay_field_t {
    /// The name, for messages.
    var nameText: String { name.map { String(cString: $0) } ?? "" }

    /// Whether another field is laid out and named alike.
    func isSame(as other: assay_field_t) -> Bool {
        type == other.type && offset == other.offset && length_offset == other.length_offset
            && nameText == other.nameText
    }
}
