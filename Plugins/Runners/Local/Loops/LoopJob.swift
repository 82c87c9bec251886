// Assay: a closure to run on another loop.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// A closure on its way to a loop.
final class LoopJob: Sendable {
    private let body: @Sendable () -> Void

    private init(_ body: @escaping @Sendable () -> Void) {
        self.body = body
    }

    /// Runs `body` on `loop`, from any thread. After the loop has ended it never runs.
    static func post(
        to loop: OpaquePointer, _ loops: UnsafePointer<assay_loops_t>, _ body: @escaping @Sendable () -> Void
    ) {
        let job = Unmanaged.passRetained(LoopJob(body))
        let run: assay_job_t = { word, _ in
            guard let word else { return }
            Unmanaged<LoopJob>.fromOpaque(word).takeRetainedValue().body()
        }
        if !loops.pointee.post_remote(loop, run, job.toOpaque(), nil) { job.release() }
    }
}
