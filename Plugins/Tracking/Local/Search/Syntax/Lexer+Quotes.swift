// Assay: names in backticks, acute accents or brackets, and texts in quotes.
// SPDX-License-Identifier: Apache-2.0

extension Lexer {
    /// A name between backticks or acute accents, whose doubled form stands for itself.
    func quotedName(_ start: Int) -> Match? {
        let quote = text[start]
        guard quote == "`" || quote == "´" else { return nil }
        var lastPair: Int?
        var position = start + 1
        while position < text.count {
            if text[position] != quote {
                position += 1
            } else if has(quote, at: position + 1) {
                lastPair = position
                position += 2
            } else {
                return (position + 1, .name)
            }
        }
        // Without a close of its own, the last doubled quote is taken apart.
        return lastPair.map { ($0 + 1, .name) }
    }

    /// A text in single or double quotes, or a name in brackets.
    func quotedText(_ start: Int) -> Match? {
        switch text[start] {
        case "'": return quoted(start, last: lastQuote).map { ($0, .string) }
        case "\"": return quoted(start, last: lastDoubleQuote).map { ($0, .symbol) }
        case "[": return bracketed(start)
        default: return nil
        }
    }

    /// The end of a text whose quote may be doubled or escaped, as far as a further quote can still close it.
    private func quoted(_ start: Int, last: Int) -> Int? {
        let quote = text[start]
        var position = start + 1
        while position <= last {
            if text[position] == quote {
                guard has(quote, at: position + 1), position + 2 <= last else { return position + 1 }
                position += 2
            } else if text[position] == "\\", has(quote, at: position + 1), position + 2 <= last {
                position += 2
            } else {
                position += 1
            }
        }
        return nil
    }

    private func bracketed(_ start: Int) -> Match? {
        if let before = scalar(start - 1), before.isWord || before == "]" || before == ")" { return nil }
        var position = start + 1
        while let next = scalar(position), next != "[", next != "]" { position += 1 }
        return position > start + 1 && has("]", at: position) ? (position + 1, .name) : nil
    }
}
