// Assay: runs Swift tasks on an event loop.
// SPDX-License-Identifier: Apache-2.0
import NIOCore

/// A task executor that is an event loop, so that accepting a connection needs no other thread.
final class EventLoopExecutor: TaskExecutor {
    private let eventLoop: any EventLoop

    init(_ eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let executor = asUnownedTaskExecutor()
        eventLoop.execute { job.runSynchronously(on: executor) }
    }
}
