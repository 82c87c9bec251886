// Assay: a host for client tests: the real loops, turned by the test's own thread.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay
import Foundation

@testable import AssayCore

/// A host whose main loop the test turns; look-ups run on threads of their own.
final class LiveHost {
    let extensions: HostExtensions
    let pointer: UnsafeMutablePointer<assay_host_t>
    // Written once, before a plugin sees it.
    nonisolated(unsafe) private static let workers = makeWorkers()

    init() throws {
        extensions = try HostExtensions(HostExtensions.Options(loopCount: 1))
        pointer = .allocate(capacity: 1)
        pointer.initialize(to: assay_host_t())
        pointer.pointee.struct_size = UInt32(MemoryLayout<assay_host_t>.size)
        pointer.pointee.host_data = UnsafeMutableRawPointer(extensions.hostData)
        pointer.pointee.get_extension = { host, id in
            guard let id else { return nil }
            if strcmp(id, ASSAY_EXT_WORKERS) == 0 { return UnsafeRawPointer(LiveHost.workers) }
            return HostExtensions.of(host)?.table(for: id)
        }
        extensions.loops.main.beginTurning()
    }

    deinit {
        extensions.loops.close()
        pointer.deallocate()
    }

    var loop: OpaquePointer { extensions.loops.main.pointer }

    /// Turns the loop until `isDone`, at most for `seconds`; whether it got there.
    func turn(seconds: Double = 10, until isDone: () -> Bool) -> Bool {
        var timer = assay_timer_t()
        timer.on_fire = { _ in }
        let end = assay_monotonic() + Int64(seconds * 1e9)
        return withUnsafeMutablePointer(to: &timer) { timer in
            extensions.loops.main.addTimer(timer, deadline: end)
            defer { extensions.loops.main.cancelTimer(timer) }
            while !isDone() {
                if assay_monotonic() >= end { return false }
                extensions.loops.main.turn()
            }
            return true
        }
    }

    /// What a look-up needs on its way.
    private final class Job: @unchecked Sendable {
        // @unchecked: handed over whole from one thread to the other.
        let work: (UnsafeMutableRawPointer?) -> Void
        let done: assay_job_t
        let data: UnsafeMutableRawPointer?
        let loop: OpaquePointer

        init(
            _ work: @escaping (UnsafeMutableRawPointer?) -> Void, _ done: @escaping assay_job_t,
            _ data: UnsafeMutableRawPointer?, _ loop: OpaquePointer
        ) {
            self.work = work
            self.done = done
            self.data = data
            self.loop = loop
        }
    }

    private static func makeWorkers() -> UnsafeMutablePointer<assay_workers_t> {
        let table = UnsafeMutablePointer<assay_workers_t>.allocate(capacity: 1)
        table.initialize(
            to: assay_workers_t(
                struct_size: UInt32(MemoryLayout<assay_workers_t>.size),
                submit: { _, work, loop, done, data in
                    guard let work, let loop, let done else { return .ASSAY_STATUS_INVALID_ARGUMENT }
                    // The function takes one word; the second one that a job gets is ignored in this calling convention.
                    let job = Job({ work($0) }, unsafeBitCast(done, to: assay_job_t.self), data, loop)
                    Thread.detachNewThread {
                        job.work(job.data)
                        _ = AssayCore.Loop(job.loop).postRemote(
                            AssayCore.Job(function: job.done, first: job.data, second: nil))
                    }
                    return .ASSAY_STATUS_OK
                }))
        return table
    }
}

func assay_monotonic() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
}
