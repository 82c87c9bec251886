// Assay: the task sets of a user class in flat memory, for the loops.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

/// A `TaskTree` in flat memory: choosing a task touches no reference count. Immutable, and shared by all loops.
final class TaskTable: @unchecked Sendable {
    // @unchecked: written in init alone, freed with the last reference.
    /// One set.
    struct Set {
        let order: assay_order_t
        let hasOnStart: Bool
        let hasOnStop: Bool
        let wait: assay_wait_t
        let nodes: UnsafeMutableBufferPointer<Node>
        /// Sequential: indices of nodes, a weight repeating an entry.
        let sequence: UnsafeMutableBufferPointer<UInt32>
        /// The sum of the weights.
        let total: UInt32
    }

    /// One entry of a set.
    struct Node {
        /// What run_step gets.
        let index: UInt32
        /// The nested set, or ASSAY_NONE.
        let set: UInt32
        /// Chosen for numbers below this, and not below that of the node before.
        let bound: UInt32
        let transitions: UnsafeMutableBufferPointer<Transition>
    }

    /// One way from a node of a Markov set.
    struct Transition {
        let bound: UInt32
        let target: UInt32
    }

    let sets: UnsafeMutableBufferPointer<Set>

    init(_ tree: TaskTree) {
        sets = TaskTable.copy(
            tree.sets.map { set in
                Set(
                    order: set.order, hasOnStart: set.hasOnStart, hasOnStop: set.hasOnStop, wait: set.wait,
                    nodes: TaskTable.copy(
                        zip(set.nodes, set.bounds).map { node, bound in
                            let transitions = node.transitions.map { Transition(bound: $0.bound, target: $0.target) }
                            return Node(
                                index: node.index, set: node.set, bound: bound,
                                transitions: TaskTable.copy(transitions))
                        }),
                    sequence: TaskTable.copy(set.sequence), total: set.total)
            })
    }

    deinit {
        for set in sets {
            set.nodes.forEach { $0.transitions.deallocate() }
            set.nodes.deallocate()
            set.sequence.deallocate()
        }
        sets.deallocate()
    }

    private static func copy<Element>(_ elements: [Element]) -> UnsafeMutableBufferPointer<Element> {
        let copy = UnsafeMutableBufferPointer<Element>.allocate(capacity: elements.count)
        _ = copy.initialize(from: elements)
        return copy
    }
}

extension TaskTable.Set {
    /// Chooses a node and moves `position` on: in a sequence the next entry, in a Markov set the chosen node.
    func choose(_ position: inout UInt32, _ random: inout RandomSource) -> TaskTable.Node {
        switch order {
        case .ASSAY_ORDER_SEQUENTIAL:
            let entry = Int(position) % sequence.count
            position = UInt32((entry + 1) % sequence.count)
            return nodes[Int(sequence[entry])]
        case .ASSAY_ORDER_MARKOV:
            position = position == ASSAY_NONE ? 0 : follow(nodes[Int(position)].transitions, &random) ?? position
            return nodes[Int(position)]
        default:
            guard nodes.count > 1 else { return nodes[0] }
            let number = random.next(below: total)
            var index = 0
            while index < nodes.count - 1, number >= nodes[index].bound { index += 1 }
            return nodes[index]
        }
    }

    private func follow(
        _ transitions: UnsafeMutableBufferPointer<TaskTable.Transition>, _ random: inout RandomSource
    ) -> UInt32? {
        guard let total = transitions.last?.bound else { return nil }
        let number = random.next(below: total)
        return transitions.first { number < $0.bound }?.target
    }
}
