// Assay: the hooks table of the test host.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

extension assay_hooks_t {
    static func test() -> assay_hooks_t {
        var table = assay_hooks_t()
        table.struct_size = UInt32(MemoryLayout<assay_hooks_t>.size)
        table.addDeclarations()
        table.addSubscriptions()
        table.get_dropped_count = { _, _ in 0 }
        table.is_observed = { host, hook in TestHost.of(host)?.hooks.listeners(hook).isEmpty == false }
        table.emit = { host, hook, event in
            guard let event, let host = TestHost.of(host) else { return }
            event.pointee.hook = hook
            for subscription in host.hooks.listeners(hook) { subscription.listener(subscription.data, event) }
        }
        return table
    }

    private mutating func addDeclarations() {
        declare = { host, declaration, hook, error in
            AssayError.report(to: error) {
                guard let host = TestHost.of(host), let declaration, declaration.pointee.name != nil, let hook else {
                    throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "declare was called with a null pointer")
                }
                guard let found = host.hooks.declare(declaration.pointee) else {
                    let name = String(cString: declaration.pointee.name)
                    throw AssayError(.ASSAY_STATUS_ALREADY_EXISTS, "hook '\(name)' is declared with other fields")
                }
                hook.pointee = found
            }
        }
        resolve = { host, name, hook in
            guard let name, let found = TestHost.of(host)?.hooks.find(String(cString: name)) else {
                return .ASSAY_STATUS_NOT_FOUND
            }
            hook?.pointee = found
            return .ASSAY_STATUS_OK
        }
        describe = { host, hook in
            guard let known = TestHost.of(host)?.hooks.declarations, known.indices.contains(Int(hook)) else {
                return nil
            }
            return known[Int(hook)]
        }
    }

    private mutating func addSubscriptions() {
        subscribe = { host, hook, _, listener, data, subscription, error in
            AssayError.report(to: error) {
                guard let host = TestHost.of(host), let listener, host.hooks.declarations.indices.contains(Int(hook))
                else {
                    throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "there is no such hook, or no listener")
                }
                let id = host.hooks.subscribe(hook, listener, data)
                subscription?.pointee = id
            }
        }
        subscribe_function = { host, hook, _, names, count, function, subscription, error in
            AssayError.report(to: error) {
                guard let host = TestHost.of(host), names != nil || count == 0,
                    host.hooks.declarations.indices.contains(Int(hook))
                else {
                    throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "there is no such hook, or no list of fields")
                }
                guard let made = host.functions[TestFunction.address(function)] else {
                    throw AssayError(
                        .ASSAY_STATUS_UNIMPLEMENTED,
                        "the test host calls no functions but those of make_function; subscribe with a callback")
                }
                let fields = (0..<Int(count)).map { names?[$0].map { String(cString: $0) } ?? "" }
                let listener = try FunctionListener(made, host.hooks.declarations[Int(hook)].pointee, fields)
                let id = host.hooks.subscribe(
                    hook, FunctionListener.call, Unmanaged.passUnretained(listener).toOpaque(), owner: listener)
                subscription?.pointee = id
            }
        }
        subscribe_all = { host, _, listener, data, subscription, error in
            AssayError.report(to: error) {
                guard let host = TestHost.of(host), let listener else {
                    throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "there is no listener")
                }
                let id = host.hooks.subscribe(nil, listener, data)
                subscription?.pointee = id
            }
        }
        unsubscribe = { host, subscription, done, data in
            guard let host = TestHost.of(host) else { return }
            host.hooks.unsubscribe(subscription)
            if let done { host.main.postRemote(.calling(done, data)) }
        }
    }
}
