// Assay: the C functions that the test host makes of closures.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

/// What stands for a made function. The test host has no libffi: it hands out the address of a byte, knows it again in
/// subscribe_function, and calls the trampoline itself. Nobody else may call it.
final class TestFunction {
    let types: [assay_field_type_t]
    private let trampoline: assay_trampoline_t
    private let userData: UnsafeMutableRawPointer?
    private let place = UnsafeMutableRawPointer.allocate(byteCount: 1, alignment: 1)
    static let mostParameters = 16

    init(_ types: [assay_field_type_t], _ trampoline: @escaping assay_trampoline_t, _ data: UnsafeMutableRawPointer?) {
        self.types = types
        self.trampoline = trampoline
        userData = data
    }

    deinit { place.deallocate() }

    /// The function's address, as a key and as the pointer that plugins see.
    var address: UInt { UInt(bitPattern: place) }
    var function: assay_function_t {
        // The word is an address of ours, which nobody calls.
        unsafeBitCast(place, to: assay_function_t.self)
    }

    static func address(_ function: assay_function_t?) -> UInt {
        function.map { unsafeBitCast($0, to: UInt.self) } ?? 0
    }

    /// Calls the closure with the fields at `offsets` of an event.
    func call(_ event: UnsafePointer<assay_event_t>, _ offsets: [UInt32]) {
        let arguments = offsets.map { Optional(UnsafeRawPointer(event) + Int($0)) }
        arguments.withUnsafeBufferPointer { trampoline(userData, $0.baseAddress, UInt32(clamping: $0.count)) }
    }
}

/// A subscription of a made function: which fields it is called with.
final class FunctionListener {
    private let function: TestFunction
    private let offsets: [UInt32]

    /// Finds the fields; throws NOT_FOUND for a name that the hook does not have.
    init(_ function: TestFunction, _ hook: assay_hook_declaration_t, _ names: [String]) throws {
        self.function = function
        let fields = UnsafeBufferPointer(start: hook.fields, count: hook.fields == nil ? 0 : Int(hook.field_count))
        offsets = try names.enumerated().map { index, name in
            guard let field = fields.first(where: { String(cString: $0.name) == name }) else {
                let known = fields.map { String(cString: $0.name) }.joined(separator: ", ")
                throw AssayError(
                    .ASSAY_STATUS_NOT_FOUND, "the hook has no field '\(name)'; it has \(known)", context: name)
            }
            guard function.types.indices.contains(index), function.types[index] == field.type else {
                throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "the function's parameter \(index) has another type")
            }
            return field.offset
        }
    }

    static let call: assay_listener_t = { data, event in
        guard let data, let event else { return }
        let listener = Unmanaged<FunctionListener>.fromOpaque(data).takeUnretainedValue()
        listener.function.call(event, listener.offsets)
    }
}

extension assay_functions_t {
    static func test() -> assay_functions_t {
        assay_functions_t(
            struct_size: UInt32(MemoryLayout<assay_functions_t>.size),
            make_function: { host, types, count, trampoline, data, function, error in
                AssayError.report(to: error) {
                    guard let host = TestHost.of(host), let trampoline, let function, types != nil || count == 0 else {
                        throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "make_function was called with a null pointer")
                    }
                    guard count <= TestFunction.mostParameters else {
                        throw AssayError(
                            .ASSAY_STATUS_INVALID_ARGUMENT, "a function has at most 16 parameters, not \(count)")
                    }
                    let list = Array(UnsafeBufferPointer(start: types, count: Int(count)))
                    let made = TestFunction(list, trampoline, data)
                    host.functions[made.address] = made
                    function.pointee = made.function
                }
            },
            free_function: { host, function in
                TestHost.of(host)?.functions[TestFunction.address(function)] = nil
            })
    }
}
