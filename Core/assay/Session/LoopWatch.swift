// Assay: a descriptor that the main loop watches.
// SPDX-License-Identifier: Apache-2.0
import CAssay

/// Calls a closure on the main thread when a descriptor is ready, until it is cancelled. Edge-triggered: the closure
/// reads until nothing is left.
final class LoopWatch {
    private let loops: UnsafePointer<assay_loops_t>
    private let loop: OpaquePointer
    private let watch: UnsafeMutablePointer<assay_watch_t>
    private let onReady: () -> Void
    private var isActive = false

    /// Watches `descriptor` on the main loop of `host`.
    init(_ descriptor: Int32, host: RunHost, onReady: @escaping () -> Void) throws(CommandError) {
        loops = try host.table(ASSAY_EXT_LOOPS, as: assay_loops_t.self)
        guard let loop = loops.pointee.get_main?(host.pointer) else { throw CommandError("the host has no main loop") }
        self.loop = loop
        self.onReady = onReady
        watch = .allocate(capacity: 1)
        watch.initialize(to: assay_watch_t())
        watch.pointee.fd = descriptor
        watch.pointee.user_data = Unmanaged.passUnretained(self).toOpaque()
        watch.pointee.on_ready = { watch, _ in
            // The object outlives its watch: `cancel` and `deinit` end the watch first.
            guard let data = watch?.pointee.user_data else { return }
            Unmanaged<LoopWatch>.fromOpaque(data).takeUnretainedValue().onReady()
        }
        try CommandError.check { loops.pointee.watch?(loop, watch, $0) ?? .ASSAY_STATUS_UNIMPLEMENTED }
        isActive = true
    }

    /// Ends the watch; the descriptor may be closed then.
    func cancel() {
        guard isActive else { return }
        isActive = false
        loops.pointee.unwatch?(loop, watch)
    }

    deinit {
        cancel()
        watch.deallocate()
    }
}
