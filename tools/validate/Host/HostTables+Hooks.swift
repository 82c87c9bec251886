// Assay: the hooks table of the validator's host.
// SPDX-License-Identifier: Apache-2.0
import AssayContract
import CAssay

extension HostTables {
    static var hooks: assay_hooks_t {
        var table = assay_hooks_t()
        table.struct_size = UInt32(MemoryLayout<assay_hooks_t>.size)
        addDeclarations(&table)
        addSubscriptions(&table)
        table.unsubscribe = { _, subscription, done, userData in
            TestHost.current?.hooks.unsubscribe(subscription)
            if let done { TestHost.current?.main.postRemote(.calling(done, userData)) }
        }
        table.get_dropped_count = { _, _ in 0 }
        table.is_observed = { _, hook in !(TestHost.current?.hooks.listeners(hook).isEmpty ?? true) }
        table.emit = { _, hook, event in
            guard let event else { return }
            event.pointee.hook = hook
            for subscription in TestHost.current?.hooks.listeners(hook) ?? [] {
                subscription.listener?(subscription.userData, event)
            }
        }
        return table
    }

    private static func addDeclarations(_ table: inout assay_hooks_t) {
        table.declare = { _, declaration, hook, error in
            guard let declaration = declaration?.pointee, declaration.name != nil, let host = TestHost.current else {
                return CallError.write(.ASSAY_STATUS_INVALID_ARGUMENT, "no declaration", error)
            }
            guard let found = host.hooks.declare(declaration) else {
                return CallError.write(.ASSAY_STATUS_ALREADY_EXISTS, "the hook has other fields", error)
            }
            hook?.pointee = found
            return .ASSAY_STATUS_OK
        }
        table.resolve = { _, name, hook in
            guard let name, let found = TestHost.current?.hooks.find(String(cString: name)) else {
                return .ASSAY_STATUS_NOT_FOUND
            }
            hook?.pointee = found
            return .ASSAY_STATUS_OK
        }
        table.describe = { _, hook in
            guard let declarations = TestHost.current?.hooks.declarations else { return nil }
            return declarations.indices.contains(Int(hook)) ? declarations[Int(hook)] : nil
        }
    }

    private static func addSubscriptions(_ table: inout assay_hooks_t) {
        table.subscribe = { _, hook, _, listener, userData, subscription, error in
            guard let host = TestHost.current, listener != nil, Int(hook) < host.hooks.declarations.count else {
                return CallError.write(.ASSAY_STATUS_INVALID_ARGUMENT, "no such hook, or no listener", error)
            }
            subscription?.pointee = host.hooks.subscribe(hook, listener, userData)
            return .ASSAY_STATUS_OK
        }
        table.subscribe_function = { _, hook, _, names, count, function, subscription, error in
            guard let host = TestHost.current, function != nil, count <= 16 else {
                return CallError.write(.ASSAY_STATUS_INVALID_ARGUMENT, "no function, or too many fields", error)
            }
            let known = host.hooks.fieldNames(hook)
            for index in 0..<Int(count) {
                let name = names?[index].map { String(cString: $0) } ?? ""
                guard known.contains(name) else {
                    return CallError.write(.ASSAY_STATUS_NOT_FOUND, "no field '\(name)' among \(known)", error)
                }
            }
            subscription?.pointee = host.hooks.subscribe(hook, nil, nil)
            return .ASSAY_STATUS_OK
        }
        table.subscribe_all = { _, _, listener, userData, subscription, _ in
            subscription?.pointee = TestHost.current?.hooks.subscribe(nil, listener, userData) ?? 0
            return .ASSAY_STATUS_OK
        }
    }
}
