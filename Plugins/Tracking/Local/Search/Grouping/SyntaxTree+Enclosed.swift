// Assay: groups that an opening and a closing node enclose.
// SPDX-License-Identifier: Apache-2.0

extension SyntaxTree {
    /// Groups brackets, parentheses and blocks, in sqlparse's order.
    mutating func groupEnclosed() throws(GroupingError) {
        try enclose(.brackets, from: { $0.isSign($1, .punctuation, "[") }, to: { $0.isSign($1, .punctuation, "]") })
        try enclose(.parenthesis, from: { $0.isSign($1, .punctuation, "(") }, to: { $0.isSign($1, .punctuation, ")") })
        try enclose(.case, from: { $0.isKeyword($1, "CASE") }, to: { $0.isKeyword($1, "END") })
        try enclose(.if, from: { $0.isKeyword($1, "IF") }, to: { $0.isKeyword($1, "END IF") })
        try enclose(.for, from: { $0.isKeyword($1, "FOR", "FOREACH") }, to: { $0.isKeyword($1, "END LOOP") })
        try enclose(.begin, from: { $0.isKeyword($1, "BEGIN") }, to: { $0.isKeyword($1, "END") })
    }

    private mutating func enclose(
        _ kind: NodeKind, from opens: Infix.Test, to closes: Infix.Test
    ) throws(GroupingError) {
        for group in try groups(without: kind, depth: Self.depthLimit).reversed() {
            let snapshot = nodes[group].children
            guard snapshot.count <= Self.lengthLimit else { throw .tooLong }
            var list = NodeList(snapshot)
            var openings: [Int] = []
            var shift = 0
            for (place, node) in snapshot.enumerated() where !nodes[node].isGroup {
                let index = place - shift
                if opens(self, node) {
                    openings.append(index)
                } else if closes(self, node), let opening = openings.popLast() {
                    _ = try self.group(kind, opening, index, in: &list)
                    shift += index - opening
                }
            }
            nodes[group].children = list.nodes
        }
    }
}
