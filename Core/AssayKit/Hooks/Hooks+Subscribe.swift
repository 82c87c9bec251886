// Assay: listening to hooks.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

extension Hooks {
    /// What is called for an event.
    public typealias Listener = @Sendable (borrowing HookEvent) -> Void

    /// Calls `listener` for every event of a hook, until the subscription ends. It must not block. Throws NOT_FOUND
    /// while nobody has declared the hook.
    public func subscribe(
        _ name: String, _ delivery: HookDelivery = .inline, _ listener: @escaping Listener
    ) throws -> HookSubscription {
        let hook = try resolve(name)
        let layout = try layout(hook)
        let box = HookListener(self) { event in listener(HookEvent(event, layout)) }
        return try keep(box) { data, subscription, error in
            table.pointee.subscribe(host.pointer, hook, delivery.how, HookListener.call, data, subscription, error)
        }
    }

    /// Calls `listener` for every event of every hook, also of those declared later.
    public func subscribeAll(
        _ delivery: HookDelivery = .inline, _ listener: @escaping Listener
    ) throws -> HookSubscription {
        let hooks = self
        let box = HookListener(self) { event in
            guard let layout = try? hooks.layout(event.pointee.hook) else { return }
            listener(HookEvent(event, layout))
        }
        return try keep(box) { data, subscription, error in
            table.pointee.subscribe_all(host.pointer, delivery.how, HookListener.call, data, subscription, error)
        }
    }

    /// Subscribes, and holds `box` until the host has called `done`.
    private func keep(
        _ box: HookListener,
        _ subscribe: (
            UnsafeMutableRawPointer, UnsafeMutablePointer<assay_subscription_t>, UnsafeMutablePointer<assay_error_t>
        ) -> assay_status_t
    ) throws -> HookSubscription {
        let data = Unmanaged<HookEnd>.passRetained(box).toOpaque()
        var subscription = assay_subscription_t()
        do {
            try AssayError.check { subscribe(data, &subscription, $0) }
        } catch {
            Unmanaged<HookEnd>.fromOpaque(data).release()
            throw error
        }
        // The word is the retained box; it is only handed back to the host.
        let word = UInt(bitPattern: data)
        return HookSubscription(
            subscription, box,
            end: { id in
                let data = UnsafeMutableRawPointer(bitPattern: word)
                box.hooks.table.pointee.unsubscribe(box.hooks.host.pointer, id, HookEnd.done, data)
            },
            droppedCount: { box.hooks.table.pointee.get_dropped_count(box.hooks.host.pointer, $0) })
    }
}
