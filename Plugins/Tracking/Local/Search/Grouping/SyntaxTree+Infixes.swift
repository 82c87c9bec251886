// Assay: the kinds of groups that have a middle, in sqlparse's order.
// SPDX-License-Identifier: Apache-2.0

extension SyntaxTree {
    /// Groups one statement as sqlparse does.
    ///
    /// - Throws: ``GroupingError`` where sqlparse gives up.
    mutating func group() throws(GroupingError) {
        try groupComments()
        try groupEnclosed()
        try groupOver()
        try groupFunctions()
        try groupWhere()
        try group(Self.members)
        try group(Self.elements)
        try groupIdentifiers()
        try groupOrder()
        try group(Self.typecasts)
        try group(Self.timeZoneCasts)
        try group(Self.typedLiterals)
        try group(Self.intervals)
        try group(Self.operations)
        try group(Self.comparisons)
        try group(Self.renamings)
        try groupAliased()
        try group(Self.assignments)
        try alignComments()
        try group(Self.lists)
        try groupValues()
    }

    private static var members: Infix {
        Infix(
            kind: .identifier,
            middle: {
                $0.isSign($1, .punctuation, ".") || $0.isSign($1, .operation, "->") || $0.isSign($1, .operation, "->>")
            },
            left: { $0.hasKind($1, .brackets, .identifier) || $0.hasType($1, .name, .symbol) }, right: nil,
            extent: { tree, list, left, middle, right in
                guard let right, let node = list[right],
                    tree.hasKind(node, .brackets, .function) || tree.hasType(node, .name, .symbol, .wildcard, .string)
                else { return (left, middle) }
                return (left, right)
            })
    }

    private static var elements: Infix {
        Infix(
            kind: .identifier, middle: { $0.hasKind($1, .brackets) },
            left: { $0.hasKind($1, .brackets, .identifier, .function) || $0.hasType($1, .name, .symbol) }, right: nil,
            extent: { _, _, left, middle, _ in (left, middle) }, isRecursive: false)
    }

    private static var typecasts: Infix {
        Infix(kind: .identifier, middle: { $0.isSign($1, .punctuation, "::") })
    }

    private static var timeZoneCasts: Infix {
        Infix(
            kind: .identifier, middle: { $0.hasType($1, .keywordTZCast) },
            right: { $0.isKeyword($1, "AS") || $0.hasType($1, .string) })
    }

    private static var typedLiterals: Infix {
        Infix(
            kind: .typedLiteral, middle: { $0.hasType($1, .builtin) || $0.isKeyword($1, "TIMESTAMP") },
            right: { $0.hasType($1, .string) }, extent: { _, _, _, middle, right in (middle, right ?? middle) },
            isExtending: false)
    }

    private static var intervals: Infix {
        Infix(
            kind: .typedLiteral, middle: { $0.hasKind($1, .typedLiteral) },
            right: { $0.isKeyword($1, "DAY", "HOUR", "MINUTE", "MONTH", "SECOND", "YEAR") },
            extent: { _, _, _, middle, right in (middle, right ?? middle) })
    }
}
