// Assay: where one SQL statement ends and the next begins.
// SPDX-License-Identifier: Apache-2.0

/// Splits tokens at semicolons outside of parentheses and blocks, as sqlparse does.
struct StatementSplitter {
    private enum Block { case `for`, `while`, loop, `if`, `case`, declare, begin }

    private let text: [Unicode.Scalar]
    private var blocks: [Block] = []
    private var beginDepth = 0
    private var unconfirmed: Block?
    private var isCreate = false
    private var hasSeenBegin = false
    private var isEnding = false
    private var level = 0
    private var statement: [Token] = []
    private var statements: [[Token]] = []

    /// The statements of a text; one that is blank is none.
    static func statements(of tokens: [Token], in text: [Unicode.Scalar]) -> [[Token]] {
        var splitter = StatementSplitter(text: text)
        for token in tokens { splitter.add(token) }
        if splitter.statement.contains(where: { !$0.type.isWhitespace }) {
            splitter.statements.append(splitter.statement)
        }
        return splitter.statements
    }

    private init(text: [Unicode.Scalar]) { self.text = text }

    private mutating func add(_ token: Token) {
        if isEnding, token.type != .whitespace, token.type != .comment { finish() }
        level += change(token)
        statement.append(token)
        if isSign(token, ";") {
            hasSeenBegin = false
            if level <= 0, beginDepth == 0 { isEnding = true }
        } else if token.type == .keyword, isBatchSeparator(token) {
            isEnding = true
        } else if !token.type.isWhitespace, token.type != .comment, token.type != .multilineComment {
            if token.type != .keyword || spelling(token) != "BEGIN" { hasSeenBegin = false }
        }
    }

    private mutating func finish() {
        statements.append(statement)
        (blocks, beginDepth, unconfirmed) = ([], 0, nil)
        (isCreate, hasSeenBegin, isEnding, level, statement) = (false, false, false, 0, [])
    }

    private mutating func change(_ token: Token) -> Int {
        if isSign(token, ";") {
            unconfirmed = nil
            guard hasSeenBegin else { return 0 }
            hasSeenBegin = false
            return popBegin() ? -1 : 0
        }
        if isSign(token, "(") { return 1 }
        if isSign(token, ")") { return -1 }
        guard token.type.isKeyword else { return 0 }
        let word = spelling(token)
        if token.type == .keywordDDL, word.hasPrefix("CREATE") {
            isCreate = true
            return 0
        }
        if word == "DECLARE", isCreate, blocks.isEmpty { return push(.declare) }
        if word == "BEGIN" { return begin() }
        if hasSeenBegin, token.type == .keyword, Self.transactionWords.contains(word) {
            hasSeenBegin = false
            return popBegin() ? -1 : 0
        }
        if beginDepth > 0, let change = nested(word) { return change }
        return closing(word)
    }

    private static let transactionWords: Set<String> = [
        "TRANSACTION", "WORK", "TRAN", "DISTRIBUTED", "DEFERRED", "IMMEDIATE", "EXCLUSIVE",
    ]

    private mutating func begin() -> Int {
        hasSeenBegin = true
        guard blocks.last == .declare else { return push(.begin) }
        pop()
        _ = push(.begin)
        return 0
    }

    private mutating func nested(_ word: String) -> Int? {
        switch word {
        case "FOR": unconfirmed = .for
        case "WHILE": unconfirmed = .while
        case "LOOP", "DO":
            if let block = unconfirmed {
                unconfirmed = nil
                return push(block)
            }
            return word == "LOOP" ? push(.loop) : nil
        case "IF": return push(.if)
        case "CASE": return push(.case)
        default: return nil
        }
        return 0
    }

    private mutating func closing(_ word: String) -> Int {
        let closed: [Block]
        switch word {
        case "END IF": closed = [.if]
        case "END FOR": closed = [.for]
        case "END WHILE": closed = [.while]
        case "END LOOP": closed = [.loop, .for, .while]
        case "END CASE": closed = [.case]
        case "END":
            pop()
            return -1
        default: return 0
        }
        guard let last = blocks.last, closed.contains(last) else { return 0 }
        pop()
        return -1
    }
}

extension StatementSplitter {
    private mutating func push(_ block: Block) -> Int {
        blocks.append(block)
        if block == .begin { beginDepth += 1 }
        return 1
    }

    private mutating func pop() {
        if blocks.popLast() == .begin { beginDepth -= 1 }
    }

    private mutating func popBegin() -> Bool {
        guard blocks.last == .begin else { return false }
        pop()
        return true
    }

    private func isSign(_ token: Token, _ sign: Unicode.Scalar) -> Bool {
        token.type == .punctuation && token.range.count == 1 && text[token.range.lowerBound] == sign
    }

    private func spelling(_ token: Token) -> String { text.string(token.range).uppercased() }

    /// `GO` or `GO 2`, in capitals only.
    private func isBatchSeparator(_ token: Token) -> Bool {
        let range = token.range
        guard range.count >= 2, text[range.lowerBound] == "G", text[range.lowerBound + 1] == "O" else { return false }
        return range.count == 2 || text[range.lowerBound + 2].isSpace
    }
}
