// Assay: runs Swift tasks on one of the host's loops.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// A task executor that is a loop of the host: `Task(executorPreference:)` on it runs on the loop's thread alone, also
/// what it awaits, as long as no actor is called. It must outlive its tasks: make one for each loop and keep it.
///
///     let executor = try LoopExecutor(host, loop)
///     Task(executorPreference: executor) { try await session.run(batch) }
public final class LoopExecutor: TaskExecutor, @unchecked Sendable {
    // @unchecked: the members are never written, and the loop's functions that are called from other threads are [any].
    let loop: OpaquePointer
    private let host: UnsafePointer<assay_host_t>
    private let loops: UnsafePointer<assay_loops_t>

    init(host: Host, loop: OpaquePointer) throws {
        self.loop = loop
        self.host = host.pointer
        loops = try host.requiredTable(ASSAY_EXT_LOOPS, as: assay_loops_t.self)
    }

    /// Makes an executor of a loop.
    public convenience init(_ host: Host, _ loop: Loop) throws {
        try self.init(host: host, loop: loop.pointer)
    }

    /// Called by the concurrency runtime: the job runs at the end of the current callback, or at the loop's next turn.
    public func enqueue(_ job: consuming ExecutorJob) {
        // A job is one word, and the executor outlives its users' tasks: both pass through the loop's queue unretained.
        let word = unsafeBitCast(UnownedJob(job), to: UnsafeMutableRawPointer.self)
        let executor = Unmanaged.passUnretained(self).toOpaque()
        if loops.pointee.get_current(host) == loop {
            loops.pointee.post(loop, LoopExecutor.run, word, executor)
        } else {
            _ = loops.pointee.post_remote(loop, LoopExecutor.run, word, executor)
        }
    }

    private static let run: assay_job_t = { word, executor in
        guard let word, let executor else { return }
        let job = unsafeBitCast(word, to: UnownedJob.self)
        let owner = Unmanaged<LoopExecutor>.fromOpaque(executor)._withUnsafeGuaranteedRef { $0.asUnownedTaskExecutor() }
        job.runSynchronously(on: owner)
    }
}
