// Assay: a C function made of a trampoline.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import CAssayFFI

/// A function pointer of a signature that is known at run time only; a call of it calls the trampoline.
///
/// Sendable: nothing changes after the making.
final class MadeFunction: @unchecked Sendable {
    private let interface: CallInterface
    private let trampoline: assay_trampoline_t
    private let userData: UnsafeMutableRawPointer?
    private let closure: UnsafeMutableRawPointer
    /// The function; valid as long as this object.
    let address: UnsafeMutableRawPointer

    /// Makes `void f(…)` with one parameter per type.
    init(
        _ types: [assay_field_type_t], _ trampoline: @escaping assay_trampoline_t, _ userData: UnsafeMutableRawPointer?
    ) throws(HookError) {
        interface = try CallInterface(types)
        self.trampoline = trampoline
        self.userData = userData
        var code: UnsafeMutableRawPointer?
        guard let memory = ffi_closure_alloc(MemoryLayout<ffi_closure>.size, &code), let code else {
            interface.deallocate()
            throw HookError(
                .ASSAY_STATUS_RESOURCE_EXHAUSTED, "the system gives no executable memory for a function", context: "")
        }
        closure = memory
        address = code
        let status = ffi_prep_closure_loc(
            memory.assumingMemoryBound(to: ffi_closure.self), interface.cif,
            { cif, _, arguments, made in
                guard let cif, let made else { return }
                Unmanaged<MadeFunction>.fromOpaque(made)._withUnsafeGuaranteedRef {
                    $0.call(UnsafeRawPointer(arguments), count: cif.pointee.nargs)
                }
            }, Unmanaged.passUnretained(self).toOpaque(), code)
        guard status == FFI_OK else {
            throw HookError(.ASSAY_STATUS_INTERNAL, "ffi_prep_closure_loc failed: \(status.rawValue)", context: "")
        }
    }

    deinit {
        ffi_closure_free(closure)
        interface.deallocate()
    }

    private func call(_ arguments: UnsafeRawPointer?, count: UInt32) {
        trampoline(userData, arguments?.assumingMemoryBound(to: UnsafeRawPointer?.self), count)
    }
}
