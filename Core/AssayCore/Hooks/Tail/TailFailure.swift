// Assay: why events cannot be tailed.
// SPDX-License-Identifier: Apache-2.0

/// What stands between a process and those who want to hear its events.
public struct TailFailure: Error, CustomStringConvertible {
    /// What is wrong, and the fix.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
