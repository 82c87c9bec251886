// Assay: the tree that groups the tokens of one statement.
// SPDX-License-Identifier: Apache-2.0

/// What a node of the tree is.
enum NodeKind: UInt8, Sendable {
    case token
    case statement, list, identifier, identifierList, typedLiteral, parenthesis, brackets, assignment
    case `if`, `for`, `case`, begin, comparison, comment, `where`, over, function, operation, values
}

/// A token, or a group of nodes; its text is one stretch of the filter.
struct Node: Sendable {
    let kind: NodeKind
    /// The type of a token; nil for a group.
    var type: TokenType?
    var range: Range<Int>
    var children: [Int] = []

    var isGroup: Bool { kind != .token }
    var isWhitespace: Bool { type?.isWhitespace == true }
}

/// The nodes of one statement; a node is named by its place in `nodes`.
struct SyntaxTree: Sendable {
    let text: [Unicode.Scalar]
    var nodes: [Node]
    let root: Int

    /// The tokens of a statement, not yet grouped.
    init(_ tokens: [Token], in text: [Unicode.Scalar]) {
        self.text = text
        nodes = tokens.map { Node(kind: .token, type: $0.type, range: $0.range) }
        root = nodes.count
        let start = tokens.first?.range.lowerBound ?? 0
        nodes.append(
            Node(
                kind: .statement, type: nil, range: start..<(tokens.last?.range.upperBound ?? start),
                children: Array(tokens.indices)))
    }

    /// The text of a node.
    func text(of node: Int) -> String { text.string(nodes[node].range) }

    /// Whether a node is the keyword `word`, whatever its case.
    func isKeyword(_ node: Int, _ words: String...) -> Bool {
        guard nodes[node].type == .keyword else { return false }
        let spelling = text(of: node).uppercased()
        return words.contains(where: spelling.spells)
    }

    /// Whether a node is the punctuation or operator `sign`.
    func isSign(_ node: Int, _ type: TokenType, _ sign: String) -> Bool {
        let range = nodes[node].range
        return nodes[node].type == type && range.count == sign.unicodeScalars.count
            && text[range].elementsEqual(sign.unicodeScalars)
    }

    /// The groups below and including the root, each before the groups in it; groups of the kind `skipped` are left
    /// out with all that is in them.
    ///
    /// - Throws: ``GroupingError`` where a group lies deeper than `depth` allows.
    func groups(without skipped: NodeKind? = nil, depth limit: Int = .max) throws(GroupingError) -> [Int] {
        var found = [root]
        var depths = [0]
        var next = 0
        while next < found.count {
            let depth = depths[next] + 1
            for child in nodes[found[next]].children where nodes[child].isGroup && nodes[child].kind != skipped {
                guard depth <= limit else { throw .tooDeep }
                found.append(child)
                depths.append(depth)
            }
            next += 1
        }
        return found
    }
}

/// Why a statement could not be grouped; MLflow does not tell the two apart.
enum GroupingError: Error {
    case tooDeep, tooLong, outOfRange
}
