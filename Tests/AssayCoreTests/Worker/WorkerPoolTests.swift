// Assay: tests of the worker pool.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Glibc
import Synchronization
import Testing

@testable import AssayCore

/// What a piece of work writes to.
private final class Task: @unchecked Sendable {
    let isOnWorker = Atomic(false)
    let isDoneOnMain = Atomic(false)
    let isReleased = Atomic(true)
    let begun = Atomic(0)
    let runs = Atomic(0)

    static func at(_ pointer: UnsafeMutableRawPointer?) -> Task {
        guard let pointer else { fatalError("no user_data") }
        return Unmanaged<Task>.fromOpaque(pointer).takeUnretainedValue()
    }

    var pointer: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }
}

@Suite struct WorkerPoolTests {
    @Test func workRunsOnAWorkerAndDoneOnItsLoop() throws {
        try withHost { host in
            let workers: assay_workers_t = try HostFixture.find(host.host, ASSAY_EXT_WORKERS)
            let task = Task()
            let status = workers.submit(
                host.host, { Task.at($0).isOnWorker.store(ThreadKind.current == .worker, ordering: .relaxed) },
                host.extensions.loops.main.pointer,
                { Task.at($0).isDoneOnMain.store(ThreadKind.current == .main, ordering: .relaxed) }, task.pointer)
            #expect(status == .ASSAY_STATUS_OK)
            host.run(until: { task.isDoneOnMain.load(ordering: .relaxed) })
            let isOnWorker = task.isOnWorker.load(ordering: .relaxed)
            #expect(isOnWorker)
        }
    }

    @Test func doneWithoutALoopIsRefused() throws {
        try withHost { host in
            let workers: assay_workers_t = try HostFixture.find(host.host, ASSAY_EXT_WORKERS)
            #expect(workers.submit(host.host, { _ in }, nil, { _ in }, nil) == .ASSAY_STATUS_INVALID_ARGUMENT)
            #expect(workers.submit(host.host, nil, nil, nil, nil) == .ASSAY_STATUS_INVALID_ARGUMENT)
        }
    }

    @Test func aFullQueueRefusesAndNothingAcceptedIsLost() {
        let pool = WorkerPool(limit: 2)
        let task = Task()
        task.isReleased.store(false, ordering: .relaxed)
        let work = Work(
            run: { task in
                let task = Task.at(task)
                task.begun.add(1, ordering: .relaxed)
                while !task.isReleased.load(ordering: .acquiring) { sched_yield() }
                task.runs.add(1, ordering: .relaxed)
            }, userData: task.pointer)
        for _ in 0..<2 { #expect(pool.submit(work) == .ASSAY_STATUS_OK) }
        while task.begun.load(ordering: .relaxed) < 2 { sched_yield() }
        for _ in 0..<WorkerPool.queueCapacity { #expect(pool.submit(work) == .ASSAY_STATUS_OK) }
        #expect(pool.submit(work) == .ASSAY_STATUS_RESOURCE_EXHAUSTED)
        task.isReleased.store(true, ordering: .releasing)
        pool.stop()
        let runs = task.runs.load(ordering: .relaxed)
        #expect(runs == WorkerPool.queueCapacity + 2)
        #expect(pool.submit(work) == .ASSAY_STATUS_UNAVAILABLE)
    }
}
