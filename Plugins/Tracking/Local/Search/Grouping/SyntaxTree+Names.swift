// Assay: functions, identifiers and what is attached to them.
// SPDX-License-Identifier: Apache-2.0

extension SyntaxTree {
    /// `OVER (…)` or `OVER name`.
    mutating func groupOver() throws(GroupingError) {
        try walk(without: .over) { tree, list, index, node throws(GroupingError) in
            guard tree.isKeyword(node, "OVER"), let next = tree.next(after: index, in: list) else { return }
            if tree.nodes[next.node].kind == .parenthesis || tree.nodes[next.node].type?.isName == true {
                _ = try tree.group(.over, index, next.index, in: &list)
            }
        }
    }

    /// `name (…)`, but not in a `CREATE TABLE` without `AS`.
    mutating func groupFunctions() throws(GroupingError) {
        for group in try groups(without: .function).reversed() {
            let words = Set(nodes[group].children.compactMap(shortWord))
            if words.contains("CREATE"), words.contains("TABLE"), !words.contains("AS") { continue }
            try walk(group) { tree, list, index, node throws(GroupingError) in
                guard tree.nodes[node].type?.isName == true, let next = tree.next(after: index, in: list),
                    tree.nodes[next.node].kind == .parenthesis
                else { return }
                let after = tree.next(after: next.index, in: list)
                let end = after.map { tree.nodes[$0.node].kind == .over ? $0.index : next.index } ?? next.index
                _ = try tree.group(.function, index, end, in: &list)
            }
        }
    }

    /// Every name or text in double quotes that is not part of an identifier yet.
    mutating func groupIdentifiers() throws(GroupingError) {
        try walk(without: .identifier) { tree, list, index, node throws(GroupingError) in
            let type = tree.nodes[node].type
            if type == .name || type == .symbol { _ = try tree.group(.identifier, index, index, in: &list) }
        }
    }

    /// `name DESC`.
    mutating func groupOrder() throws(GroupingError) {
        for group in try groups(without: .identifier).reversed() {
            var list = NodeList(nodes[group].children)
            var index = 0
            while let node = list[index] {
                if nodes[node].type == .keywordOrder, let before = previous(before: index, in: list),
                    nodes[before.node].kind == .identifier || nodes[before.node].type?.isNumber == true
                {
                    _ = try self.group(.identifier, before.index, index, in: &list)
                    index = before.index
                }
                index += 1
            }
            nodes[group].children = list.nodes
        }
    }

    /// `name alias`, also behind a comparison, a number or a parenthesis.
    mutating func groupAliased() throws(GroupingError) {
        try walk { tree, list, index, node throws(GroupingError) in
            switch tree.nodes[node].kind {
            case .parenthesis, .function, .case, .identifier, .operation, .comparison: break
            default: guard tree.nodes[node].type?.isNumber == true else { return }
            }
            guard let next = tree.next(after: index, in: list), tree.nodes[next.node].kind == .identifier else {
                return
            }
            _ = try tree.group(.identifier, index, next.index, in: &list, extending: true)
        }
    }

    private func shortWord(_ node: Int) -> String? {
        nodes[node].range.count <= 6 ? text(of: node).uppercased() : nil
    }
}
