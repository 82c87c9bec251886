// Assay: tasks of Markov sets that no transition leads to.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

extension TaskTree {
    /// Warns of tasks that never run, because no way leads to them from the first of their set.
    func warnOfUnreachableTasks(in userClass: String, _ warn: (String) -> Void) {
        for set in sets where set.order == .ASSAY_ORDER_MARKOV {
            let reached = set.reachedNodes
            let lost = set.nodes.indices.filter { !reached.contains($0) }.map { "'\(set.nodes[$0].name)'" }
            guard !lost.isEmpty else { continue }
            warn("no transition leads to \(lost.joined(separator: ", ")) in Markov set '\(set.name)' of \(userClass)")
        }
    }
}

extension TaskSetNode {
    /// The nodes that transitions lead to, beginning with the first.
    fileprivate var reachedNodes: Set<Int> {
        var reached: Set<Int> = []
        var open = nodes.isEmpty ? [] : [0]
        while let node = open.popLast() {
            guard reached.insert(node).inserted else { continue }
            open += nodes[node].transitions.map { Int($0.target) }
        }
        return reached
    }
}
