// Assay: the tasks of the scenario that checks runners.
// SPDX-License-Identifier: Apache-2.0

/// The tasks, by their index.
enum CheckedTask: UInt32, CaseIterable {
    /// Records a success, and ends at once.
    case quick = 0
    /// Records a failure after a fifth of a second.
    case slow = 1
    /// Ends with an error.
    case broken = 2
    /// The one task of the nested set, which it leaves.
    case inside = 3

    var name: String { "\(self)" }
}
