// Assay: the task sets of a user class as the runner walks them.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

/// One entry of a set, after filters.
struct TaskNode {
    let name: String
    let weight: UInt32
    /// What run_step gets.
    let index: UInt32
    /// The nested set, or ASSAY_NONE.
    let set: UInt32
    /// Markov: cumulative weights and targets within the set.
    let transitions: [(bound: UInt32, target: UInt32)]
}

/// A set, after filters.
struct TaskSetNode {
    let name: String
    let order: assay_order_t
    let nodes: [TaskNode]
    /// The index of a node, by weight: entry i is chosen for numbers below bounds[i].
    let bounds: [UInt32]
    /// Sequential: the indices in order, a weight repeating an entry.
    let sequence: [UInt32]
    let wait: assay_wait_t
    let hasOnStart: Bool
    let hasOnStop: Bool

    /// The sum of the weights.
    var total: UInt32 { bounds.last ?? 0 }
}

/// All sets of a user class; the root is at 0.
struct TaskTree {
    let sets: [TaskSetNode]

    /// Whether no task is left after the filters.
    var isEmpty: Bool { sets.first?.nodes.isEmpty ?? true }
}
