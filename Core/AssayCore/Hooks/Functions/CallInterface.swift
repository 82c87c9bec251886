// Assay: a C signature for libffi, made of field types.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import CAssayFFI

/// A prepared `void f(…)` of at most 16 parameters, in memory that does not move.
struct CallInterface {
    /// The most parameters.
    static let capacity = 16

    let cif: UnsafeMutablePointer<ffi_cif>
    private let types: UnsafeMutablePointer<UnsafeMutablePointer<ffi_type>?>

    /// Prepares the call. Throws for too many types or one that this host does not know.
    init(_ fieldTypes: [assay_field_type_t]) throws(HookError) {
        guard fieldTypes.count <= Self.capacity else {
            throw HookError(
                .ASSAY_STATUS_INVALID_ARGUMENT,
                "\(fieldTypes.count) parameters; a function has at most \(Self.capacity)", context: "")
        }
        let known = fieldTypes.compactMap(Self.ffiType)
        guard known.count == fieldTypes.count else {
            throw HookError(.ASSAY_STATUS_INVALID_ARGUMENT, "a parameter has an unknown type", context: "")
        }
        cif = .allocate(capacity: 1)
        cif.initialize(to: ffi_cif())
        types = .allocate(capacity: Self.capacity)
        for (index, type) in known.enumerated() { (types + index).initialize(to: type) }
        let status = ffi_prep_cif(cif, FFI_DEFAULT_ABI, UInt32(known.count), assay_ffi_void(), types)
        guard status == FFI_OK else {
            deallocate()
            throw HookError(.ASSAY_STATUS_INTERNAL, "ffi_prep_cif failed: \(status.rawValue)", context: "")
        }
    }

    func deallocate() {
        cif.deallocate()
        types.deallocate()
    }

    private static func ffiType(_ type: assay_field_type_t) -> UnsafeMutablePointer<ffi_type>? {
        switch type {
        case .ASSAY_FIELD_INT32: assay_ffi_int32()
        case .ASSAY_FIELD_UINT32: assay_ffi_uint32()
        case .ASSAY_FIELD_INT64: assay_ffi_int64()
        case .ASSAY_FIELD_UINT64: assay_ffi_uint64()
        case .ASSAY_FIELD_DOUBLE: assay_ffi_double()
        case .ASSAY_FIELD_STRING, .ASSAY_FIELD_POINTER: assay_ffi_pointer()
        default: nil
        }
    }
}
