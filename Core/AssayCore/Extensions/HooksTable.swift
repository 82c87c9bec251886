// Assay: the C table of the hook bus.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import CAssayLinux

extension assay_hooks_t {
    /// The hook bus of whichever host is passed.
    static var table: assay_hooks_t {
        var table = assay_hooks_t()
        table.struct_size = UInt32(MemoryLayout<assay_hooks_t>.size)
        table.setDeclaring()
        table.setSubscribing()
        table.setUnsubscribing()
        table.is_observed = { host, hook in Loop.isObserved(host, hook) }
        table.emit = { host, hook, event in Loop.emit(host, hook, event) }
        return table
    }

    private mutating func setDeclaring() {
        declare = { host, declaration, hook, error in
            guard let bus = HostExtensions.of(host)?.hooks, let declaration else {
                return ErrorText.report(.ASSAY_STATUS_INVALID_ARGUMENT, "no declaration", to: error)
            }
            return ErrorText.reporting(to: error) { () throws(HookError) in
                let declared = try bus.declare(declaration.pointee)
                hook?.pointee = declared
            }
        }
        resolve = { host, name, hook in
            guard let bus = HostExtensions.of(host)?.hooks, let name,
                let found = bus.registry.find(String(cString: name))
            else { return .ASSAY_STATUS_NOT_FOUND }
            hook?.pointee = found
            return .ASSAY_STATUS_OK
        }
        describe = { host, hook in HostExtensions.of(host)?.hooks.registry[hook] }
    }

    private mutating func setSubscribing() {
        subscribe = { host, hook, how, listener, userData, subscription, error in
            ErrorText.reporting(to: error) { () throws(HookError) in
                let bus = try HookBus.of(host)
                let observer = Observer(listener: listener, userData: userData)
                let id = try bus.subscribe(to: hook, how, observer)
                subscription?.pointee = id
            }
        }
        subscribe_function = { host, hook, how, names, count, function, subscription, error in
            ErrorText.reporting(to: error) { () throws(HookError) in
                let bus = try HookBus.of(host)
                let id = try bus.subscribe(
                    to: hook, how, function, UnsafeBufferPointer(start: names, count: Int(count)))
                subscription?.pointee = id
            }
        }
        subscribe_all = { host, how, listener, userData, subscription, error in
            ErrorText.reporting(to: error) { () throws(HookError) in
                let bus = try HookBus.of(host)
                let id = try bus.subscribe(to: nil, how, Observer(listener: listener, userData: userData))
                subscription?.pointee = id
            }
        }
    }

    private mutating func setUnsubscribing() {
        unsubscribe = { host, subscription, done, userData in
            HostExtensions.of(host)?.hooks.unsubscribe(subscription, done: done, userData: userData)
        }
        get_dropped_count = { host, subscription in
            HostExtensions.of(host)?.hooks.find(subscription)?.queue?.droppedCount ?? 0
        }
    }
}

// The way of every event. On a loop of the host it reads a few words and, with nobody listening, returns; all that
// needs registers saved is in functions of its own.
extension Loop {
    @inline(__always)
    fileprivate static func emit(
        _ host: UnsafePointer<assay_host_t>?, _ hook: assay_hook_t, _ event: UnsafeMutablePointer<assay_event_t>?
    ) {
        guard let host, let event, hook < HookSlot.capacity else { return }
        #if DEBUG
            EventCheck.checkSize(host, hook, event)
        #endif
        guard let loop = current, loop.isOf(host) else { return emitElsewhere(host, hook, event) }
        guard let observers = loop.state.pointee.hookSlots[Int(hook)].observers else { return }
        event.pointee.hook = hook
        ObserverList.call(observers, event)
    }

    @inline(__always)
    fileprivate static func isObserved(_ host: UnsafePointer<assay_host_t>?, _ hook: assay_hook_t) -> Bool {
        guard let host, hook < HookSlot.capacity else { return false }
        guard let loop = current, loop.isOf(host) else { return isObservedElsewhere(host, hook) }
        return loop.state.pointee.hookSlots[Int(hook)].observers != nil
    }

    @inline(__always)
    private func isOf(_ host: UnsafePointer<assay_host_t>) -> Bool {
        state.pointee.owner == UInt(bitPattern: host.pointee.host_data)
    }

    @inline(never)
    private static func emitElsewhere(
        _ host: UnsafePointer<assay_host_t>, _ hook: assay_hook_t, _ event: UnsafeMutablePointer<assay_event_t>
    ) {
        HostExtensions.of(host)?.hooks.emitElsewhere(hook, event)
    }

    @inline(never)
    private static func isObservedElsewhere(_ host: UnsafePointer<assay_host_t>, _ hook: assay_hook_t) -> Bool {
        HostExtensions.of(host)?.hooks.isObservedElsewhere(hook) ?? false
    }
}
