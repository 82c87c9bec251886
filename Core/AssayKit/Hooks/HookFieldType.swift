// Assay: the type of a hook's field.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// The type of a hook's field.
public enum HookFieldType: Sendable, Equatable {
    /// int32_t.
    case int32
    /// uint32_t.
    case uint32
    /// int64_t.
    case int64
    /// uint64_t.
    case uint64
    /// double.
    case double
    /// Text that ends with a NUL.
    case string
    /// An address, which means something to typed C callbacks only.
    case pointer

    init?(_ type: assay_field_type_t) {
        switch type {
        case .ASSAY_FIELD_INT32: self = .int32
        case .ASSAY_FIELD_UINT32: self = .uint32
        case .ASSAY_FIELD_INT64: self = .int64
        case .ASSAY_FIELD_UINT64: self = .uint64
        case .ASSAY_FIELD_DOUBLE: self = .double
        case .ASSAY_FIELD_STRING: self = .string
        case .ASSAY_FIELD_POINTER: self = .pointer
        default: return nil
        }
    }

    var pointee: assay_field_type_t {
        switch self {
        case .int32: .ASSAY_FIELD_INT32
        case .uint32: .ASSAY_FIELD_UINT32
        case .int64: .ASSAY_FIELD_INT64
        case .uint64: .ASSAY_FIELD_UINT64
        case .double: .ASSAY_FIELD_DOUBLE
        case .string: .ASSAY_FIELD_STRING
        case .pointer: .ASSAY_FIELD_POINTER
        }
    }

    /// Bytes that a field takes.
    var size: Int { self == .int32 || self == .uint32 ? 4 : 8 }
}
