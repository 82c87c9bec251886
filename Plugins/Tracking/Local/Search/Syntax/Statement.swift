// Assay: the top level of one grouped SQL statement.
// SPDX-License-Identifier: Apache-2.0

/// A node as the clauses of a filter see it.
struct Part: Sendable {
    let kind: NodeKind
    let type: TokenType?
    let text: String

    var isIdentifier: Bool { kind == .identifier }
    /// The text in capitals, if this is a keyword.
    var keyword: String? { type == .keyword ? text.uppercased() : nil }
    var isAnd: Bool { keyword?.spells("AND") == true }

    /// Whether this is the keyword `word`, whatever its case.
    func isKeyword(_ word: String) -> Bool { keyword?.spells(word) == true }
}

/// The groups at the top of a statement.
struct Statement: Sendable {
    let tree: SyntaxTree

    /// All statements of a text, grouped.
    ///
    /// - Throws: ``GroupingError`` where sqlparse gives up.
    static func parse(_ text: [Unicode.Scalar]) throws(GroupingError) -> [Statement] {
        let tokens = Lexer(text).tokens()
        var statements: [Statement] = []
        let split = StatementSplitter.statements(of: tokens, in: text)
        for tokens in split {
            var tree = SyntaxTree(tokens, in: text)
            // Of several statements only the number matters, and whether one of them is beyond what can be grouped.
            if split.count == 1 || tokens.count > SyntaxTree.depthLimit || tokens.contains(where: \.isAssignment) {
                try tree.group()
            }
            statements.append(Statement(tree: tree))
        }
        return statements
    }

    /// The nodes at the top, blanks included.
    var nodes: [Int] { tree.nodes[tree.root].children }

    /// A node as a part.
    func part(_ node: Int) -> Part {
        Part(kind: tree.nodes[node].kind, type: tree.nodes[node].type, text: tree.text(of: node))
    }

    /// What a group consists of, without blanks.
    func parts(of node: Int) -> [Part] {
        tree.nodes[node].children.filter { !tree.nodes[$0].isWhitespace }.map(part)
    }
}
