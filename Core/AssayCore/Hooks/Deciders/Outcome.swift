// Assay: the outcome of a decision.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// How a decision went, on its way to the main thread.
///
/// Sendable: the asker's pointer goes untouched to the main thread.
final class Outcome: @unchecked Sendable {
    private let decided: assay_decided_t
    private let userData: UnsafeMutableRawPointer?
    private let denial: String?

    init(_ decided: @escaping assay_decided_t, _ userData: UnsafeMutableRawPointer?, denial: String?) {
        self.decided = decided
        self.userData = userData
        self.denial = denial
    }

    /// Tells the asker, on the main thread.
    func tell(on main: Loop) {
        let outcome = Unmanaged.passRetained(self)
        let job = Job(
            function: { outcome, _ in
                if let outcome { Unmanaged<Outcome>.fromOpaque(outcome).takeRetainedValue().tell() }
            }, first: outcome.toOpaque(), second: nil)
        // The main loop refuses mail only when the host is being closed, which happens on the main thread.
        if !main.postRemote(job) { job() }
    }

    private func tell() {
        decided(
            userData, denial == nil ? .ASSAY_VERDICT_ALLOW : .ASSAY_VERDICT_DENY, denial ?? "")
    }
}
