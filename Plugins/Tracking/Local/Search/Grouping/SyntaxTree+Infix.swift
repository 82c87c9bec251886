// Assay: groups that a node in the middle holds together: `a.b`, `a = b`, `a, b`.
// SPDX-License-Identifier: Apache-2.0

/// What holds a group together, and what may stand at its sides.
struct Infix {
    typealias Test = (SyntaxTree, Int) -> Bool
    /// Given the tree, the list, and the places of the left, middle and right node: the places that the group covers.
    typealias Extent = (inout SyntaxTree, NodeList, _ left: Int, _ middle: Int, _ right: Int?) -> (from: Int, to: Int)

    let kind: NodeKind
    let middle: Test
    var left: Test = { _, _ in true }
    /// Nil where nothing need follow.
    var right: Test? = { _, _ in true }
    var extent: Extent = { _, _, left, middle, right in (left, right ?? middle) }
    var isExtending = true
    var isRecursive = true
}

extension SyntaxTree {
    static let depthLimit = 100
    static let lengthLimit = 10_000

    /// Makes all groups that `infix` describes, inner ones first.
    mutating func group(_ infix: Infix) throws(GroupingError) {
        let lists = infix.isRecursive ? try groups(without: infix.kind, depth: Self.depthLimit) : [root]
        for list in lists.reversed() { try group(infix, in: list) }
    }

    private mutating func group(_ infix: Infix, in group: Int) throws(GroupingError) {
        let snapshot = nodes[group].children
        guard snapshot.count <= Self.lengthLimit else { throw .tooLong }
        var list = NodeList(snapshot)
        var left: (index: Int, node: Int)?
        var shift = 0
        for (place, node) in snapshot.enumerated() {
            let index = place - shift
            // The right side of a group is looked at again, as a left side: `a = b = c` depends on it.
            if index < 0 || nodes[node].isWhitespace { continue }
            if infix.middle(self, node), let before = left, infix.left(self, before.node),
                let (from, to) = extent(of: infix, before, index, in: group, list)
            {
                left = (from, try self.group(infix.kind, from, to, in: &list, extending: infix.isExtending))
                shift += to - from
            } else {
                left = (index, node)
            }
        }
        nodes[group].children = list.nodes
    }

    private mutating func extent(
        of infix: Infix, _ left: (index: Int, node: Int), _ middle: Int, in group: Int, _ list: NodeList
    ) -> (from: Int, to: Int)? {
        let right = next(after: middle, in: list)
        if let test = infix.right {
            guard let right, test(self, right.node) else { return nil }
        }
        if isDelimiter(left.node, of: group, list) { return nil }
        if let right, isDelimiter(right.node, of: group, list) { return nil }
        return infix.extent(&self, list, left.index, middle, right?.index)
    }
}
