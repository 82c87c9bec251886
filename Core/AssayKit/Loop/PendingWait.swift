// Assay: things that a user waits for and that can be cut off.
// SPDX-License-Identifier: Apache-2.0

/// Something that is waited for: a timer, a request. That of a user is linked into its driver while it lasts.
package class PendingWait {
    fileprivate var next: Unmanaged<PendingWait>?

    /// Ends the wait early; what waits throws `CancellationError`. Called after it was unlinked.
    package func cancel() {}
}

/// The waits of a user, newest first. Unretained: who waits holds its wait, and unlinks it afterwards.
struct PendingWaits {
    private var first: Unmanaged<PendingWait>?

    /// Links a wait that begins.
    mutating func insert(_ wait: PendingWait) {
        wait.next = first
        first = .passUnretained(wait)
    }

    /// Unlinks the newest wait.
    mutating func removeFirst() -> PendingWait? {
        guard let wait = first?.takeUnretainedValue() else { return nil }
        first = wait.next
        wait.next = nil
        return wait
    }

    /// Unlinks a wait that has ended; nothing happens when it was unlinked before.
    mutating func remove(_ wait: PendingWait) {
        let wanted = Unmanaged.passUnretained(wait).toOpaque()
        if first?.toOpaque() == wanted {
            first = wait.next
        } else {
            var before = first
            while let candidate = before {
                let next = candidate._withUnsafeGuaranteedRef { $0.next }
                if next?.toOpaque() == wanted {
                    candidate._withUnsafeGuaranteedRef { $0.next = wait.next }
                    break
                }
                before = next
            }
        }
        wait.next = nil
    }
}
