// Assay: the C functions that plugins have had made.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// Keeps made functions until they are freed.
final class FunctionRegistry: Sendable {
    private let functions = Lock<[UInt: MadeFunction]>([:])

    /// Makes a function, to be freed with `free`.
    func make(
        _ types: [assay_field_type_t], _ trampoline: assay_trampoline_t?, _ userData: UnsafeMutableRawPointer?
    ) throws(HookError) -> assay_function_t {
        guard let trampoline else { throw HookError(.ASSAY_STATUS_INVALID_ARGUMENT, "no trampoline", context: "") }
        let function = try MadeFunction(types, trampoline, userData)
        functions.withLock { $0[UInt(bitPattern: function.address)] = function }
        return unsafeBitCast(function.address, to: assay_function_t.self)
    }

    /// Frees a function; another pointer is ignored.
    func free(_ function: assay_function_t?) {
        guard let function else { return }
        let address = UInt(bitPattern: unsafeBitCast(function, to: UnsafeRawPointer.self))
        _ = functions.withLock { $0.removeValue(forKey: address) }
    }
}
