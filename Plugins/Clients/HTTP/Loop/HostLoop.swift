// Assay: the host's loop, as the client calls it.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

/// A loop and those of its functions that the client needs, without the optionals of the imported table.
struct HostLoop {
    let pointer: OpaquePointer
    private let clock: @convention(c) (OpaquePointer?) -> assay_instant_t
    private let addTimer: @convention(c) (OpaquePointer?, UnsafeMutablePointer<assay_timer_t>?, assay_instant_t) -> Void
    private let cancelTimer: @convention(c) (OpaquePointer?, UnsafeMutablePointer<assay_timer_t>?) -> Void
    private let watchFunction:
        @convention(c) (OpaquePointer?, UnsafeMutablePointer<assay_watch_t>?, UnsafeMutablePointer<assay_error_t>?)
            -> assay_status_t
    private let unwatchFunction: @convention(c) (OpaquePointer?, UnsafeMutablePointer<assay_watch_t>?) -> Void
    private let postFunction:
        @convention(c) (OpaquePointer?, assay_job_t?, UnsafeMutableRawPointer?, UnsafeMutableRawPointer?) -> Void
    private let getBuffer: @convention(c) (OpaquePointer?, UnsafeMutablePointer<Int>?) -> UnsafeMutablePointer<UInt8>?

    /// Looks the functions up; throws when the host lacks one.
    init(_ pointer: OpaquePointer, _ host: Host) throws {
        let table = try host.requiredTable(ASSAY_EXT_LOOPS, as: assay_loops_t.self).pointee
        guard let now = table.now, let addTimer = table.add_timer, let cancelTimer = table.cancel_timer,
            let watch = table.watch, let unwatch = table.unwatch, let post = table.post,
            let getBuffer = table.get_buffer
        else { throw AssayError(.ASSAY_STATUS_UNIMPLEMENTED, "this host's loops lack a function") }
        self.pointer = pointer
        clock = now
        self.addTimer = addTimer
        self.cancelTimer = cancelTimer
        watchFunction = watch
        unwatchFunction = unwatch
        postFunction = post
        self.getBuffer = getBuffer
    }

    /// The monotonic clock, read now.
    var now: assay_instant_t { clock(pointer) }

    func add(_ timer: UnsafeMutablePointer<assay_timer_t>, at deadline: assay_instant_t) {
        addTimer(pointer, timer, deadline)
    }

    func cancel(_ timer: UnsafeMutablePointer<assay_timer_t>) {
        cancelTimer(pointer, timer)
    }

    func watch(_ watch: UnsafeMutablePointer<assay_watch_t>) throws {
        try AssayError.check { watchFunction(pointer, watch, $0) }
    }

    func unwatch(_ watch: UnsafeMutablePointer<assay_watch_t>) {
        unwatchFunction(pointer, watch)
    }

    /// Calls job(object) after the callback that runs now; the object lives until then.
    func post<Object: AnyObject>(_ object: Object, _ job: @escaping assay_job_t) {
        postFunction(pointer, job, Unmanaged.passRetained(object).toOpaque(), nil)
    }

    /// Memory to work in until the callback returns.
    var buffer: UnsafeMutableBufferPointer<UInt8> {
        var size = 0
        let base = getBuffer(pointer, &size)
        return UnsafeMutableBufferPointer(start: base, count: base == nil ? 0 : size)
    }
}
