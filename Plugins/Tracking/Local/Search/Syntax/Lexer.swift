// Assay: cuts a filter into tokens exactly where sqlparse does.
// SPDX-License-Identifier: Apache-2.0

/// One piece of the text: its type and where it lies.
struct Token: Sendable {
    var type: TokenType
    let range: Range<Int>

    var isAssignment: Bool { type == .assignment }
}

/// Reads tokens off a text; every position is looked at a bounded number of times.
///
/// The order in which kinds of tokens are tried is part of the grammar: `a.` is a name even where `a` is a keyword.
struct Lexer {
    let text: [Unicode.Scalar]
    let lastQuote: Int
    let lastDoubleQuote: Int
    private let spans: DelimitedSpans

    /// - Parameter text: the characters of the filter.
    init(_ text: [Unicode.Scalar]) {
        self.text = text
        lastQuote = text.lastIndex(of: "'") ?? -1
        lastDoubleQuote = text.lastIndex(of: "\"") ?? -1
        spans = DelimitedSpans(text)
    }

    /// All tokens, in order; they cover the whole text.
    func tokens() -> [Token] {
        var tokens: [Token] = []
        var position = 0
        while position < text.count {
            let token = token(at: position)
            tokens.append(token)
            position = token.range.upperBound
        }
        return tokens
    }

    /// The character at a position, or nil behind the end.
    func scalar(_ position: Int) -> Unicode.Scalar? {
        position >= 0 && position < text.count ? text[position] : nil
    }

    /// Whether the character at a position is `expected`.
    func has(_ expected: Unicode.Scalar, at position: Int) -> Bool { scalar(position) == expected }

    private func token(at start: Int) -> Token {
        if let (end, type) = spans.span(at: start) { return Token(type: type, range: start..<end) }
        if let (end, type) = lineToken(start) ?? quotedName(start) ?? placeholder(start) {
            return Token(type: type, range: start..<end)
        }
        if let (end, type) = word(start) ?? number(start) ?? quotedText(start) ?? phrase(start) ?? keywordOrName(start)
        {
            return Token(type: type, range: start..<end)
        }
        let (end, type) = sign(start) ?? (start + 1, .error)
        return Token(type: type, range: start..<end)
    }
}
