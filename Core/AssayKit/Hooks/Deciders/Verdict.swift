// Assay: what deciders and decisions say.
// SPDX-License-Identifier: Apache-2.0

/// The verdict of a decider, and of all deciders together.
public enum Verdict: Sendable, Equatable {
    /// The operation may happen.
    case allow
    /// It may not, for this reason.
    case deny(String)
}
