// Assay: the C table that makes functions.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

extension assay_functions_t {
    /// The made functions of whichever host is passed.
    static var table: assay_functions_t {
        var table = assay_functions_t()
        table.struct_size = UInt32(MemoryLayout<assay_functions_t>.size)
        table.make_function = { host, types, count, trampoline, userData, function, error in
            guard let functions = HostExtensions.of(host)?.functions, let function else {
                return ErrorText.report(.ASSAY_STATUS_INVALID_ARGUMENT, "nowhere to put the function", to: error)
            }
            // One more than allowed is enough to see that there are too many.
            let count = min(Int(count), CallInterface.capacity + 1)
            return ErrorText.reporting(to: error) { () throws(HookError) in
                let made = try functions.make(
                    Array(UnsafeBufferPointer(start: types, count: types == nil ? 0 : count)), trampoline, userData)
                function.pointee = made
            }
        }
        table.free_function = { host, function in HostExtensions.of(host)?.functions.free(function) }
        return table
    }
}
