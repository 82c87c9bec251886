// Assay: the functions table of the validator's host.
// SPDX-License-Identifier: Apache-2.0
import AssayContract
import CAssay
import Synchronization

extension HostTables {
    /// Hands out addresses that stand for functions: a listener that wants a plain function is noted here and never called.
    static var functions: assay_functions_t {
        assay_functions_t(
            struct_size: UInt32(MemoryLayout<assay_functions_t>.size),
            make_function: { _, types, count, trampoline, _, function, error in
                guard let host = TestHost.current, trampoline != nil, let function, types != nil || count == 0 else {
                    return CallError.write(.ASSAY_STATUS_INVALID_ARGUMENT, "no trampoline, types or function", error)
                }
                guard count <= 16 else {
                    return CallError.write(.ASSAY_STATUS_INVALID_ARGUMENT, "more than 16 types", error)
                }
                for index in 0..<Int(count) {
                    let type = types?[index].rawValue ?? 0
                    guard (1...7).contains(type) else {
                        return CallError.write(.ASSAY_STATUS_INVALID_ARGUMENT, "there is no type \(type)", error)
                    }
                }
                function.pointee = unsafeBitCast(host.makeFunction(), to: assay_function_t.self)
                return .ASSAY_STATUS_OK
            },
            free_function: { _, function in
                if let function { TestHost.current?.freeFunction(unsafeBitCast(function, to: UInt.self)) }
            })
    }
}

extension TestHost {
    /// A new address, of a byte that is nobody else's.
    func makeFunction() -> UInt {
        let address = UInt(bitPattern: UnsafeMutableRawPointer.allocate(byteCount: 1, alignment: 1))
        functions.withLock { _ = $0.insert(address) }
        return address
    }

    /// How many made functions are not freed.
    var functionCount: Int { functions.withLock(\.count) }

    func freeFunction(_ address: UInt) {
        guard functions.withLock({ $0.remove(address) }) != nil else { return }
        UnsafeMutableRawPointer(bitPattern: address)?.deallocate()
    }
}
