// Assay: events on their way to a listener on the main thread.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import Glibc
internal import Synchronization

/// A bounded queue of event copies. Emitters on any thread append; the main loop delivers. What finds it full is dropped
/// and counted.
///
/// Sendable: the buffers are behind the lock, except for the one being delivered, which belongs to the main thread.
final class MainQueue: @unchecked Sendable {
    /// The most events, and the most bytes, that wait.
    static let capacity = 8192
    static let byteCapacity = 16 * 1024 * 1024
    /// How many events are delivered before the main loop looks at others.
    private static let batch = 256

    private struct Filling: ~Copyable {
        var buffer = EventBuffer()
        var isAnnounced = false
    }

    private let registry: HookRegistry
    private let main: Loop
    private let target: Observer
    private let filling = Lock(Filling())
    private let dropped = Atomic<UInt64>(0)
    private var delivering = EventBuffer()

    init(registry: HookRegistry, main: Loop, target: Observer) {
        self.registry = registry
        self.main = main
        self.target = target
    }

    /// How many events have been lost so far.
    var droppedCount: UInt64 { dropped.load(ordering: .relaxed) }

    /// Takes events for the queue; valid as long as this object.
    var observer: Observer {
        Observer(
            listener: { queue, event in
                guard let queue, let event else { return }
                Unmanaged<MainQueue>.fromOpaque(queue)._withUnsafeGuaranteedRef { $0.enqueue(event) }
            }, userData: Unmanaged.passUnretained(self).toOpaque())
    }

    private func enqueue(_ event: UnsafePointer<assay_event_t>) {
        guard let declaration = registry[event.pointee.hook] else { return }
        let mustAnnounce = filling.withLock { filling in
            guard filling.buffer.append(event, declaration.pointee) else {
                dropped.add(1, ordering: .relaxed)
                return false
            }
            defer { filling.isAnnounced = true }
            return !filling.isAnnounced
        }
        if mustAnnounce { announce() }
    }

    /// Asks the main loop for a delivery. The job keeps the queue alive.
    private func announce() {
        let queue = Unmanaged.passRetained(self)
        let job = Job(
            function: { queue, _ in
                if let queue { Unmanaged<MainQueue>.fromOpaque(queue).takeRetainedValue().deliver() }
            }, first: queue.toOpaque(), second: nil)
        if !main.postRemote(job) { queue.release() }
    }

    /// Delivers a batch, and asks for the next.
    private func deliver() {
        deliver(atMost: Self.batch)
        let hasMore = filling.withLock { filling in
            filling.isAnnounced = !delivering.isEmpty || !filling.buffer.isEmpty
            return filling.isAnnounced
        }
        if hasMore { announce() }
    }

    /// Delivers all that is left, on the main thread, when no emitter appends any more.
    func finish() {
        deliver(atMost: Self.capacity)
        deliver(atMost: Self.capacity)
    }

    private func deliver(atMost most: Int) {
        if delivering.isEmpty {
            delivering.removeAll()
            filling.withLock { swap(&$0.buffer, &delivering) }
        }
        for _ in 0..<most {
            guard let copy = delivering.next(registry) else { break }
            target.listener?(target.userData, copy)
        }
    }
}
