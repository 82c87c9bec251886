// Assay: the host's loop, as the driver calls it.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

/// A loop and those of its functions that the driver needs.
struct HostLoop {
    let pointer: OpaquePointer
    private let table: UnsafePointer<assay_loops_t>

    init(_ pointer: OpaquePointer, _ host: Host) throws {
        self.pointer = pointer
        table = try host.requiredTable(ASSAY_EXT_LOOPS, as: assay_loops_t.self)
    }

    var now: assay_instant_t { table.pointee.now(pointer) }

    func add(_ timer: UnsafeMutablePointer<assay_timer_t>, at deadline: assay_instant_t) {
        table.pointee.add_timer(pointer, timer, deadline)
    }

    func cancel(_ timer: UnsafeMutablePointer<assay_timer_t>) { table.pointee.cancel_timer(pointer, timer) }

    func watch(_ watch: UnsafeMutablePointer<assay_watch_t>) throws(AssayError) {
        try AssayError.check { table.pointee.watch(pointer, watch, $0) }
    }

    func unwatch(_ watch: UnsafeMutablePointer<assay_watch_t>) { table.pointee.unwatch(pointer, watch) }

    /// Calls job(object) after the callback that runs now; the object lives until then.
    func post<Object: AnyObject>(_ object: Object, _ job: @escaping assay_job_t) {
        table.pointee.post(pointer, job, Unmanaged.passRetained(object).toOpaque(), nil)
    }
}
