// Assay: a descriptor that the host itself watches.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// Calls a closure when a descriptor is ready, until it is cancelled. Edge-triggered: the closure reads until nothing is
/// left. For the thread of the loop; the descriptor stays its owner's.
public final class DescriptorWatch {
    let descriptor: Int32
    private let loop: Loop
    private let watch: UnsafeMutablePointer<assay_watch_t>
    private let onReady: (UInt32) -> Void

    /// Prepares to call `onReady` with ASSAY_READY_ bits.
    init(_ descriptor: Int32, on loop: Loop, onReady: @escaping (UInt32) -> Void) {
        self.descriptor = descriptor
        self.loop = loop
        self.onReady = onReady
        watch = .allocate(capacity: 1)
        watch.initialize(to: assay_watch_t())
        watch.pointee.fd = descriptor
        watch.pointee.user_data = Unmanaged.passUnretained(self).toOpaque()
        watch.pointee.on_ready = { watch, ready in
            // Alive: `deinit` ends the watch. Retained for the call, which may let go of the last reference.
            guard let data = watch?.pointee.user_data else { return }
            Unmanaged<DescriptorWatch>.fromOpaque(data).takeUnretainedValue().onReady(ready)
        }
    }

    /// Begins to watch.
    func start() throws(LoopError) {
        try loop.watch(watch)
    }

    /// Ends the watch; the descriptor may be closed then. A second call does nothing.
    public func cancel() {
        loop.unwatch(watch)
    }

    deinit {
        cancel()
        watch.deallocate()
    }
}
