// Assay: operations, comparisons, renamings, assignments and lists.
// SPDX-License-Identifier: Apache-2.0

extension SyntaxTree {
    /// Whether a node is a group of one of these kinds.
    func hasKind(_ node: Int, _ kinds: NodeKind...) -> Bool { kinds.contains(nodes[node].kind) }

    /// Whether a node is a token of one of these types.
    func hasType(_ node: Int, _ types: TokenType...) -> Bool {
        nodes[node].type.map(types.contains) ?? false
    }

    private func isOperand(_ node: Int) -> Bool {
        hasType(node, .integer, .float, .string, .symbol, .name, .placeholder)
    }

    static var operations: Infix {
        let operand: Infix.Test = { tree, node in
            tree.hasKind(node, .brackets, .parenthesis, .function, .identifier, .operation, .typedLiteral)
                || tree.isOperand(node)
                || tree.isKeyword(node, "CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP")
        }
        return Infix(
            kind: .operation, middle: { $0.hasType($1, .operation, .wildcard) }, left: operand, right: operand,
            extent: { tree, list, left, middle, right in
                if let node = list[middle] { tree.nodes[node].type = .operation }
                return (left, right ?? middle)
            }, isExtending: false)
    }

    static var comparisons: Infix {
        let operand: Infix.Test = { tree, node in
            tree.hasKind(node, .parenthesis, .function, .identifier, .operation, .typedLiteral) || tree.isOperand(node)
                || tree.isNull(node)
        }
        return Infix(
            kind: .comparison, middle: { $0.hasType($1, .comparison) }, left: operand, right: operand,
            isExtending: false)
    }

    static var renamings: Infix {
        Infix(
            kind: .identifier, middle: { $0.isAnyKeyword($1, "AS") },
            left: { $0.nodes[$1].type?.isKeyword != true || $0.isNull($1) },
            right: { !$0.hasType($1, .keywordDML, .keywordDDL, .keywordCTE) })
    }

    static var assignments: Infix {
        let operand: Infix.Test = { !$0.hasType($1, .keyword) }
        return Infix(
            kind: .assignment, middle: { $0.hasType($1, .assignment) }, left: operand, right: operand,
            extent: { tree, list, left, middle, right in
                let last = right ?? middle
                var index = last + 1
                while let node = list[index] {
                    if tree.isSign(node, .punctuation, ";") { return (left, index) }
                    index += 1
                }
                return (left, last)
            })
    }

    static var lists: Infix {
        let item: Infix.Test = { tree, node in
            tree.hasKind(node, .function, .case, .identifier, .comparison, .identifierList, .operation)
                || tree.isOperand(node) || tree.hasType(node, .keyword, .wildcard)
        }
        return Infix(
            kind: .identifierList, middle: { $0.isSign($1, .punctuation, ",") }, left: item, right: item)
    }

    private func isNull(_ node: Int) -> Bool { isAnyKeyword(node, "NULL") }

    private func isAnyKeyword(_ node: Int, _ word: String) -> Bool {
        nodes[node].type?.isKeyword == true && text(of: node).uppercased().spells(word)
    }
}
