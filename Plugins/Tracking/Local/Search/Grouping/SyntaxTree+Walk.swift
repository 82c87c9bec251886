// Assay: goes through the nodes of every group, inner groups first, while they are grouped.
// SPDX-License-Identifier: Apache-2.0

extension SyntaxTree {
    typealias Visit = (inout SyntaxTree, inout NodeList, _ index: Int, _ node: Int) throws(GroupingError) -> Void

    /// Visits each node of each group; a group that a visit makes counts as visited.
    mutating func walk(without skipped: NodeKind? = nil, _ visit: Visit) throws(GroupingError) {
        for group in try groups(without: skipped).reversed() { try walk(group, visit) }
    }

    /// Visits each node of one group.
    mutating func walk(_ group: Int, _ visit: Visit) throws(GroupingError) {
        var list = NodeList(nodes[group].children)
        var index = 0
        while let node = list[index] {
            try visit(&self, &list, index, node)
            index += 1
        }
        nodes[group].children = list.nodes
    }

    /// `WHERE …`, up to a word that ends it or to the end.
    mutating func groupWhere() throws(GroupingError) {
        for group in try groups(without: .where).reversed() {
            let delimited = nodes[group].kind == .parenthesis || nodes[group].kind == .brackets
            try walk(group) { tree, list, index, node throws(GroupingError) in
                guard tree.isKeyword(node, "WHERE") else { return }
                var end = index + 1
                while let next = list[end], !tree.endsWhere(next) { end += 1 }
                let last = end < list.count ? end - 1 : list.count - (delimited ? 2 : 1)
                _ = try tree.group(.where, index, last, in: &list)
            }
        }
    }

    /// `VALUES (…), (…)`.
    mutating func groupValues() throws(GroupingError) {
        var list = NodeList(nodes[root].children)
        guard let start = nodes[root].children.firstIndex(where: { isKeyword($0, "VALUES") }) else { return }
        let last = nodes[root].children.lastIndex { nodes[$0].kind == .parenthesis }
        guard let last, last > start else { return }
        _ = try group(.values, start, last, in: &list, extending: true)
        nodes[root].children = list.nodes
    }

    private func endsWhere(_ node: Int) -> Bool {
        isKeyword(
            node, "ORDER BY", "GROUP BY", "LIMIT", "UNION", "UNION ALL", "EXCEPT", "INTERSECT", "HAVING", "RETURNING",
            "INTO")
    }
}
