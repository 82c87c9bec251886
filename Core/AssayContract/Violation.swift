// Assay: how a component breaks its contract, in words.
// SPDX-License-Identifier: Apache-2.0

/// A sentence of a header that a component does not keep.
package struct Violation: Error {
    /// Who may be to blame.
    package enum Blame: Sendable {
        /// The component.
        case component
        /// The component, or what it finds here: no rights to a file, no peer.
        case place
    }

    /// What is wrong.
    package let words: String
    package let blame: Blame

    package init(_ words: String, blame: Blame = .component) {
        self.words = words
        self.blame = blame
    }
}

/// Throws a violation unless `condition` holds.
package func require(_ condition: Bool, _ words: @autoclosure () -> String) throws(Violation) {
    if !condition { throw Violation(words()) }
}
