// Assay: puts neighbours into a group.
// SPDX-License-Identifier: Apache-2.0

extension SyntaxTree {
    /// Makes a group of the nodes `from...to` of `list`, or lets a first node of that kind take in the others.
    ///
    /// - Returns: the group.
    /// - Throws: ``GroupingError/outOfRange`` if there is no node at `from`.
    mutating func group(
        _ kind: NodeKind, _ from: Int, _ to: Int, in list: inout NodeList, extending: Bool = false
    ) throws(GroupingError) -> Int {
        guard let first = list[from] else { throw .outOfRange }
        let end = max(min(to + 1, list.count), from)
        // Where comments are joined to what precedes them, a group of any kind takes them in.
        if extending, nodes[first].kind == kind || (kind == .list && nodes[first].isGroup) {
            guard end > from + 1 else { return first }
            let taken = list.replace(from..<end, with: first).dropFirst()
            nodes[first].children += taken
            nodes[first].range = nodes[first].range.lowerBound..<upperBound(taken.last ?? first)
            return first
        }
        let group = nodes.count
        let taken = list.replace(from..<end, with: group)
        let start = nodes[first].range.lowerBound
        nodes.append(
            Node(kind: kind, type: nil, range: start..<(taken.last.map(upperBound) ?? start), children: taken))
        return group
    }

    /// The first node after `index` of `list` that is no blank.
    func next(after index: Int, in list: NodeList) -> (index: Int, node: Int)? {
        var index = index + 1
        while let node = list[index] {
            if !nodes[node].isWhitespace { return (index, node) }
            index += 1
        }
        return nil
    }

    /// The last node before `index` of `list` that is no blank.
    func previous(before index: Int, in list: NodeList) -> (index: Int, node: Int)? {
        var index = index - 1
        while let node = list[index] {
            if !nodes[node].isWhitespace { return (index, node) }
            index -= 1
        }
        return nil
    }

    /// Whether a node is the first or last of a group that such nodes enclose.
    func isDelimiter(_ node: Int, of group: Int, _ list: NodeList) -> Bool {
        switch nodes[group].kind {
        case .parenthesis, .brackets, .case, .if, .for, .begin: list[0] == node || list[list.count - 1] == node
        default: false
        }
    }

    private func upperBound(_ node: Int) -> Int { nodes[node].range.upperBound }
}
