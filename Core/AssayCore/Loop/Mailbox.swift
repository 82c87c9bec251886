// Assay: jobs for a loop from other threads.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import CAssayLinux
internal import Glibc

/// Jobs posted from any thread, in order of posting per thread. One write to the eventfd wakes the loop for all jobs
/// that arrive until it looks.
final class Mailbox: Sendable {
    private struct Contents {
        var jobs: [Job] = []
        var isSignalled = false
        var isClosed = false
    }

    /// What the loop watches; ready (edge) when mail has come.
    let eventfd: Int32
    private let contents = Lock(Contents())

    init(eventfd: Int32) {
        self.eventfd = eventfd
    }

    deinit {
        close(eventfd)
    }

    /// Adds a job and wakes the loop. Returns false after `close`; the job is not kept then.
    func post(_ job: sending Job) -> Bool {
        let (isAccepted, mustSignal) = contents.withLock { contents in
            if contents.isClosed { return (false, false) }
            contents.jobs.append(job)
            defer { contents.isSignalled = true }
            return (true, !contents.isSignalled)
        }
        if mustSignal { assay_linux_signal_eventfd(eventfd) }
        return isAccepted
    }

    /// Exchanges the mail for `empty`, whose memory is used for the next mail.
    func take(into empty: inout [Job]) {
        contents.withLock { contents in
            contents.isSignalled = false
            swap(&contents.jobs, &empty)
        }
    }

    /// Refuses mail from now on; what was accepted can still be taken.
    func closeForPosting() {
        contents.withLock { $0.isClosed = true }
    }
}

/// The words of a job are for the thread that calls it; who posts it gives them away.
extension Job: @unchecked Sendable {}
