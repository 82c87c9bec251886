// Assay: comments, which become part of what precedes them.
// SPDX-License-Identifier: Apache-2.0

extension SyntaxTree {
    /// Makes one group of comments that follow each other; those at the very end stay alone.
    mutating func groupComments() throws(GroupingError) {
        for group in try groups(without: .comment).reversed() {
            var list = NodeList(nodes[group].children)
            var index = 0
            while let node = list[index] {
                guard nodes[node].type?.isComment == true else {
                    index += 1
                    continue
                }
                var end = index + 1
                while let next = list[end], let type = nodes[next].type, type.isComment || type == .newline { end += 1 }
                guard end < list.count else { break }
                _ = try self.group(.comment, index, end - 1, in: &list)
                index += 1
            }
            nodes[group].children = list.nodes
        }
    }

    /// Joins each group of comments to the group before it.
    mutating func alignComments() throws(GroupingError) {
        for group in try groups().reversed() {
            var list = NodeList(nodes[group].children)
            var index = 0
            while let node = list[index] {
                if nodes[node].kind == .comment, let before = previous(before: index, in: list),
                    nodes[before.node].isGroup
                {
                    _ = try self.group(.list, before.index, index, in: &list, extending: true)
                    index = before.index
                }
                index += 1
            }
            nodes[group].children = list.nodes
        }
    }
}
