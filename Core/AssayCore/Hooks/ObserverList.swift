// Assay: the observers of one hook.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import Synchronization

/// A listener with its user data.
struct Observer {
    var listener: assay_listener_t?
    var userData: UnsafeMutableRawPointer?
}

/// The observers of a hook at one time; it never changes. A subscription makes a new list, and every loop exchanges the
/// old one for it between two events. Whoever may call the observers retains the list: each loop's slot, a message
/// on its way to a loop, an emitter on another thread. An old list also holds the next one, so that lists end in order,
/// and at its end the subscriptions that the next list left out have certainly been called for the last time.
///
/// A handle of one word with a reference count of its own, because a loop's slot is plain memory.
/// Sendable: the count is atomic; the rest is written before a list is shared, or is the last holder's.
struct ObserverList: @unchecked Sendable {
    private struct Storage: ~Copyable {
        let hook: assay_hook_t
        let version: UInt64
        let observers: UnsafePointer<Observer>?
        let references = Atomic(1)
        /// Set once, before the bus lets go of this list.
        var next: ObserverList?
        var endings: [SubscriptionEnd] = []
    }

    private let storage: UnsafeMutablePointer<Storage>

    /// Makes a list that the caller holds one reference to.
    init(hook: assay_hook_t, version: UInt64, observers: [Observer]) {
        storage = .allocate(capacity: 1)
        storage.initialize(to: Storage(hook: hook, version: version, observers: Self.place(observers)))
    }

    private static func place(_ observers: [Observer]) -> UnsafePointer<Observer>? {
        guard !observers.isEmpty else { return nil }
        let memory = UnsafeMutablePointer<Observer>.allocate(capacity: observers.count + 1)
        for (index, observer) in (observers + [Observer()]).enumerated() {
            (memory + index).initialize(to: observer)
        }
        return UnsafePointer(memory)
    }

    /// The word of a list, to go through a job; and back.
    var word: UnsafeMutableRawPointer { UnsafeMutableRawPointer(storage) }

    init(word: UnsafeMutableRawPointer) {
        storage = word.assumingMemoryBound(to: Storage.self)
    }

    var hook: assay_hook_t { storage.pointee.hook }
    /// Grows with every change of the bus.
    var version: UInt64 { storage.pointee.version }
    /// Ended by one without a listener; nil when there are none.
    var observers: UnsafePointer<Observer>? { storage.pointee.observers }

    /// Names the list that follows, and what ends when nobody calls this one any more.
    func retire(next: ObserverList, endings: [SubscriptionEnd]) {
        next.retain()
        storage.pointee.next = next
        storage.pointee.endings = endings
        for ending in endings { ending.expectOneMore() }
    }

    func retain() {
        storage.pointee.references.add(1, ordering: .relaxed)
    }

    /// Gives a reference back. The last one frees the list, then the lists that waited for it.
    func release() {
        var current: ObserverList? = self
        while let list = current {
            guard list.storage.pointee.references.subtract(1, ordering: .acquiringAndReleasing).newValue == 0 else {
                return
            }
            current = list.storage.pointee.next
            list.storage.pointee.observers?.deallocate()
            for ending in list.storage.pointee.endings { ending.oneHasEnded() }
            list.storage.deinitialize(count: 1)
            list.storage.deallocate()
        }
    }

    /// Calls every observer.
    @inline(never)
    static func call(_ observers: UnsafePointer<Observer>, _ event: UnsafePointer<assay_event_t>) {
        var observer = observers
        while let listener = observer.pointee.listener {
            listener(observer.pointee.userData, event)
            observer += 1
        }
    }
}
