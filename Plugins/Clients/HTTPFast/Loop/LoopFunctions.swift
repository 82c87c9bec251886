// Assay: the functions of the host's loops that the client calls, looked up once.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

/// Functions of `assay_loops_t` and `assay_workers_t`, without the optionals of the imported tables.
struct LoopFunctions {
    let now: @convention(c) (OpaquePointer?) -> assay_instant_t
    let addTimer: @convention(c) (OpaquePointer?, UnsafeMutablePointer<assay_timer_t>?, assay_instant_t) -> Void
    let cancelTimer: @convention(c) (OpaquePointer?, UnsafeMutablePointer<assay_timer_t>?) -> Void
    let watch:
        @convention(c) (OpaquePointer?, UnsafeMutablePointer<assay_watch_t>?, UnsafeMutablePointer<assay_error_t>?)
            -> assay_status_t
    let unwatch: @convention(c) (OpaquePointer?, UnsafeMutablePointer<assay_watch_t>?) -> Void
    let getBuffer: @convention(c) (OpaquePointer?, UnsafeMutablePointer<Int>?) -> UnsafeMutablePointer<UInt8>?
    /// Nil on a host without a pool: then hosts must be numbers.
    let workers: UnsafePointer<assay_workers_t>?

    /// Finds them; throws when the host lacks an extension or a function.
    init(_ host: Host) throws {
        let table = try host.requiredTable(ASSAY_EXT_LOOPS, as: assay_loops_t.self).pointee
        workers = host.table(ASSAY_EXT_WORKERS, as: assay_workers_t.self)
        guard let now = table.now, let addTimer = table.add_timer, let cancelTimer = table.cancel_timer,
            let watch = table.watch, let unwatch = table.unwatch, let getBuffer = table.get_buffer
        else { throw AssayError(.ASSAY_STATUS_UNIMPLEMENTED, "this host's loops lack a function") }
        self.now = now
        self.addTimer = addTimer
        self.cancelTimer = cancelTimer
        self.watch = watch
        self.unwatch = unwatch
        self.getBuffer = getBuffer
    }
}
