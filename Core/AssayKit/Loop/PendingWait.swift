// Assay: something that a user waits for and that can be cut off.
// SPDX-License-Identifier: Apache-2.0

/// Something that a user waits for: a timer, a request. Linked into its driver while it lasts.
class PendingWait {
    var next: PendingWait?

    /// Ends the wait early; what waits throws `CancellationError`. Called after it was unlinked.
    func cancel() {}
}

extension UserDriver {
    /// Links a wait that begins.
    func link(_ wait: PendingWait) {
        wait.next = pending
        pending = wait
    }

    /// Unlinks a wait that has ended.
    func unlink(_ wait: PendingWait) {
        if pending === wait {
            pending = wait.next
        } else {
            var before = pending
            while let candidate = before, candidate.next !== wait { before = candidate.next }
            before?.next = wait.next
        }
        wait.next = nil
    }
}
