// Assay: listening with a function whose parameters are fields of the event.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

extension Hooks {
    /// Calls `listener` with the named fields as its parameters, in their order; at most 16. Throws NOT_FOUND for a hook
    /// or field that there is not.
    public func subscribe(
        _ name: String, fields: [String], _ delivery: HookDelivery = .inline,
        _ listener: @escaping @Sendable (borrowing HookArguments) -> Void
    ) throws -> HookSubscription {
        let functions = try host.requiredTable(ASSAY_EXT_FUNCTIONS, as: assay_functions_t.self)
        let hook = try resolve(name)
        let types = try types(of: fields, of: layout(hook))
        let box = FunctionListener(self, functions) { listener(HookArguments($0, types)) }
        try box.make(types.map(\.pointee))
        var subscription = assay_subscription_t()
        try withNames(fields) { names in
            try AssayError.check { error in
                table.pointee.subscribe_function(
                    host.pointer, hook, delivery.how, names, UInt32(clamping: fields.count), box.function,
                    &subscription, error)
            }
        }
        return HookSubscription(
            subscription, box, end: { box.unsubscribe($0) },
            droppedCount: { box.hooks.table.pointee.get_dropped_count(box.hooks.host.pointer, $0) })
    }

    private func types(of fields: [String], of layout: HookLayout) throws -> [HookFieldType] {
        try fields.map { field in
            guard let type = layout.entry(field).flatMap({ HookFieldType($0.type) }) else {
                let names = layout.fields.map(\.name).joined(separator: ", ")
                throw AssayError(
                    .ASSAY_STATUS_NOT_FOUND, "hook '\(layout.name)' has no field '\(field)'; it has \(names)",
                    context: field)
            }
            return type
        }
    }

    /// Lends a C list of names.
    private func withNames(
        _ names: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) throws -> Void
    ) rethrows {
        let texts = names.map { name in
            let copy = UnsafeMutableBufferPointer<CChar>.allocate(capacity: name.utf8.count &+ 1)
            _ = copy.initialize(from: name.utf8CString)
            return copy
        }
        defer { for text in texts { text.deallocate() } }
        try texts.map { UnsafePointer($0.baseAddress) }.withUnsafeBufferPointer { try body($0.baseAddress) }
    }
}

/// A listener that the host calls through a C function made for it, which goes with the object.
private final class FunctionListener: HookEnd, @unchecked Sendable {
    // @unchecked: `function` is written by `make` alone, before the listener is subscribed.
    let hooks: Hooks
    private let functions: UnsafePointer<assay_functions_t>
    private let body: @Sendable (UnsafePointer<UnsafeRawPointer?>) -> Void
    private(set) var function: assay_function_t?

    init(
        _ hooks: Hooks, _ functions: UnsafePointer<assay_functions_t>,
        _ body: @escaping @Sendable (UnsafePointer<UnsafeRawPointer?>) -> Void
    ) {
        self.hooks = hooks
        self.functions = functions
        self.body = body
    }

    deinit {
        if let function { functions.pointee.free_function(hooks.host.pointer, function) }
    }

    /// Makes the C function. Its user_data is unretained: the function is freed with the object.
    func make(_ types: [assay_field_type_t]) throws {
        let data = Unmanaged.passUnretained(self).toOpaque()
        try AssayError.check { error in
            functions.pointee.make_function(
                hooks.host.pointer, types, UInt32(clamping: types.count),
                { data, arguments, _ in
                    guard let data, let arguments else { return }
                    Unmanaged<FunctionListener>.fromOpaque(data)._withUnsafeGuaranteedRef { $0.body(arguments) }
                }, data, &function, error)
        }
    }

    /// Ends the subscription; the host holds the object until it has called `done`.
    func unsubscribe(_ id: assay_subscription_t) {
        let data = Unmanaged<HookEnd>.passRetained(self).toOpaque()
        hooks.table.pointee.unsubscribe(hooks.host.pointer, id, HookEnd.done, data)
    }
}
