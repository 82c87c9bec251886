// Assay: calls a plain C function with the fields of an event.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import CAssayFFI

/// The second way to listen: the call is prepared once; an event costs one pointer per parameter and the call.
///
/// Sendable: nothing changes after the making.
final class FunctionCall: @unchecked Sendable {
    private let interface: CallInterface
    private let function: assay_function_t
    private let offsets: UnsafeMutablePointer<Int>
    private let count: Int

    /// Prepares the call of `function` with the named fields of a hook.
    init(
        _ function: @escaping assay_function_t, fields names: [String], of declaration: assay_hook_declaration_t
    ) throws(HookError) {
        var fields: [assay_field_t] = []
        for name in names { fields.append(try declaration.field(named: name)) }
        interface = try CallInterface(fields.map(\.type))
        self.function = function
        count = fields.count
        offsets = .allocate(capacity: CallInterface.capacity)
        offsets.initialize(repeating: 0, count: CallInterface.capacity)
        for (index, field) in fields.enumerated() { offsets[index] = Int(field.offset) }
    }

    deinit {
        interface.deallocate()
        offsets.deallocate()
    }

    /// Calls the function; valid as long as this object.
    var observer: Observer {
        Observer(
            listener: { call, event in
                guard let call, let event else { return }
                Unmanaged<FunctionCall>.fromOpaque(call)._withUnsafeGuaranteedRef { $0.call(event) }
            }, userData: Unmanaged.passUnretained(self).toOpaque())
    }

    private func call(_ event: UnsafePointer<assay_event_t>) {
        let start = UnsafeMutableRawPointer(mutating: event)
        withUnsafeTemporaryAllocation(of: UnsafeMutableRawPointer?.self, capacity: CallInterface.capacity) {
            arguments in
            guard let first = arguments.baseAddress else { return }
            for index in 0..<count { (first + index).initialize(to: start + offsets[index]) }
            ffi_call(interface.cif, function, nil, first)
        }
    }
}

extension assay_hook_declaration_t {
    /// The field of a name. Throws an error that lists those there are.
    func field(named name: String) throws(HookError) -> assay_field_t {
        if let field = fieldTable.first(where: { $0.nameText == name }) { return field }
        let hook = self.name.map { String(cString: $0) } ?? ""
        let names = fieldTable.map(\.nameText).joined(separator: ", ")
        throw HookError(
            .ASSAY_STATUS_NOT_FOUND, "hook '\(hook)' has no field '\(name)'; it has: \(names)", context: name)
    }
}
