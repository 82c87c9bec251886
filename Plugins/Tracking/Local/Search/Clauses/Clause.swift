// Assay: what stands between the ANDs of a filter.
// SPDX-License-Identifier: Apache-2.0

/// One comparison of a filter, or what stands where none should.
enum Clause: Sendable {
    /// The parts of a comparison, at best three, and its text.
    case comparison([Part], text: String)
    case other(Part)

    /// The clauses of a statement. `IN`, `NOT IN` and `IS [NOT] NULL`, which the tokeniser leaves in pieces, are put
    /// together here; as in MLflow, up to four pieces are passed over where they do not fit.
    static func clauses(of statement: Statement) -> [Clause] {
        let nodes = statement.nodes.filter { !statement.tree.nodes[$0].isWhitespace }
        let parts = nodes.map(statement.part)
        let plain = zip(nodes, parts).map { node, part in
            part.kind == .comparison
                ? Clause.comparison(statement.parts(of: node), text: part.text) : Clause.other(part)
        }
        var clauses: [Clause] = []
        var index = 0
        while index < parts.count, parts.count - index >= 3 {
            guard parts[index].isIdentifier else {
                clauses.append(plain[index])
                index += 1
                continue
            }
            if let (clause, length) = joined(parts[index...]) {
                clauses.append(clause)
                index += length
            } else {
                let end = min(index + 4, parts.count)
                clauses += plain[index..<end]
                index = end
            }
        }
        return clauses + plain[index...]
    }

    private static func joined(_ parts: ArraySlice<Part>) -> (Clause, Int)? {
        let parts = Array(parts.prefix(4))
        if parts[1].isKeyword("IN"), parts[2].kind == .parenthesis {
            return (comparison(parts[0], parts[1], parts[2]), 3)
        }
        if parts[1].isKeyword("IS") {
            let operation = parts[2].isKeyword("NULL") ? "IS NULL" : "IS NOT NULL"
            if parts[2].isKeyword("NULL") || parts[2].isKeyword("NOT NULL") {
                return (comparison(parts[0], keyword(operation)), 3)
            }
        }
        guard parts.count == 4, parts[1].isKeyword("NOT"), parts[2].isKeyword("IN"), parts[3].kind == .parenthesis
        else { return nil }
        return (comparison(parts[0], keyword("NOT IN"), parts[3]), 4)
    }

    private static func comparison(_ parts: Part...) -> Clause {
        .comparison(parts, text: parts.map(\.text).joined())
    }

    private static func keyword(_ text: String) -> Part { Part(kind: .token, type: .keyword, text: text) }
}
