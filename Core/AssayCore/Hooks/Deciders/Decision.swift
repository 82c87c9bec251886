// Assay: one decision and its questions.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import Glibc

/// An operation that waits for its deciders. Guarded by the board's lock.
///
/// Sendable: for that reason.
final class Decision: @unchecked Sendable {
    /// The copy of the event; lives as long as this object, which questions and calls keep.
    let event: UnsafeMutablePointer<assay_event_t>
    private let decided: assay_decided_t
    private let userData: UnsafeMutableRawPointer?
    private var outstanding = 0
    private var isDecided = false

    init(
        event: UnsafeMutablePointer<assay_event_t>, decided: @escaping assay_decided_t,
        userData: UnsafeMutableRawPointer?
    ) {
        self.event = event
        self.decided = decided
        self.userData = userData
    }

    deinit {
        free(event)
    }

    /// Counts a question.
    func expectOneMore() {
        outstanding += 1
    }

    /// Counts an answer: nil, or why it is denied. Returns the outcome when this answer decides.
    func answer(denial: String?) -> Outcome? {
        outstanding -= 1
        guard !isDecided, denial != nil || outstanding == 0 else { return nil }
        isDecided = true
        return Outcome(decided, userData, denial: denial)
    }

    /// The outcome without any question.
    func decide(denial: String?) -> Outcome? {
        guard !isDecided else { return nil }
        isDecided = true
        return Outcome(decided, userData, denial: denial)
    }
}
