// Assay: the three ways to listen.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import Glibc

extension HookBus {
    /// The bus of the host that a plugin passed.
    static func of(_ host: UnsafePointer<assay_host_t>?) throws(HookError) -> HookBus {
        guard let bus = HostExtensions.of(host)?.hooks else {
            throw HookError(.ASSAY_STATUS_INVALID_ARGUMENT, "no host", context: "")
        }
        return bus
    }

    /// Listens with a callback, to one hook or to all (nil).
    func subscribe(
        to hook: assay_hook_t?, _ how: assay_listen_t, _ observer: Observer
    ) throws(HookError) -> assay_subscription_t {
        guard observer.listener != nil else {
            throw HookError(.ASSAY_STATUS_INVALID_ARGUMENT, "no listener", context: "")
        }
        if let hook { _ = try declaration(of: hook) }
        let queueing = try queueing(how)
        let subscription = Subscription(
            id: nextSubscription(), hook: hook, observer: observer, queueing: queueing)
        add(subscription)
        return subscription.id
    }

    /// Listens with a plain function of named fields.
    func subscribe(
        to hook: assay_hook_t, _ how: assay_listen_t, _ function: assay_function_t?,
        _ names: UnsafeBufferPointer<UnsafePointer<CChar>?>
    ) throws(HookError) -> assay_subscription_t {
        guard let function else { throw HookError(.ASSAY_STATUS_INVALID_ARGUMENT, "no function", context: "") }
        let declaration = try declaration(of: hook)
        let call = try FunctionCall(
            function, fields: names.prefix(CallInterface.capacity + 1).map { $0.map { String(cString: $0) } ?? "" },
            of: declaration)
        let queueing = try queueing(how)
        let subscription = Subscription(
            id: nextSubscription(), hook: hook, observer: call.observer, call: call, queueing: queueing)
        add(subscription)
        return subscription.id
    }

    private func declaration(of hook: assay_hook_t) throws(HookError) -> assay_hook_declaration_t {
        guard let declaration = registry[hook] else {
            throw HookError(.ASSAY_STATUS_NOT_FOUND, "no hook has the number \(hook); resolve its name", context: "")
        }
        return declaration.pointee
    }

    /// What puts a queue before the listener, nil when it is called inline.
    private func queueing(_ how: assay_listen_t) throws(HookError) -> ((Observer) -> MainQueue)? {
        switch how {
        case .ASSAY_LISTEN_INLINE: return nil
        case .ASSAY_LISTEN_MAIN:
            return { [registry, main = loops.main] in MainQueue(registry: registry, main: main, target: $0) }
        default:
            throw HookError(
                .ASSAY_STATUS_INVALID_ARGUMENT, "no way to listen has the number \(how.rawValue)", context: "")
        }
    }
}
