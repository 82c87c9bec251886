// Assay: comments, blanks, placeholders and operators.
// SPDX-License-Identifier: Apache-2.0

extension Lexer {
    typealias Match = (end: Int, type: TokenType)

    /// A comment to the line end, a line end, a blank, `:=`, `::` or `*`.
    func lineToken(_ start: Int) -> Match? {
        switch text[start] {
        case "-" where has("-", at: start + 1), "#" where has(" ", at: start + 1):
            return (lineEnd(start + 2), has("+", at: start + 2) ? .commentHint : .comment)
        case "\r": return (start + (has("\n", at: start + 1) ? 2 : 1), .newline)
        case "\n": return (start + 1, .newline)
        case ":" where has("=", at: start + 1): return (start + 2, .assignment)
        case ":" where has(":", at: start + 1): return (start + 2, .punctuation)
        case "*": return (start + 1, .wildcard)
        default: return text[start].isSpace ? (start + 1, .whitespace) : nil
        }
    }

    /// `?`, `%s`, `%(name)s`, `$name`, `:name`, or a client command such as `\d`.
    func placeholder(_ start: Int) -> Match? {
        switch text[start] {
        case "?": return (start + 1, .placeholder)
        case "%": return formatPlaceholder(start)
        case "$", ":":
            guard scalar(start - 1)?.isWord != true else { return nil }
            let end = wordEnd(start + 1)
            return end > start + 1 ? (end, .placeholder) : nil
        case "\\":
            let end = wordEnd(start + 1)
            return end > start + 1 ? (end, .command) : nil
        default: return nil
        }
    }

    /// Punctuation, a comparison or another operator.
    func sign(_ start: Int) -> Match? {
        switch text[start] {
        case ";", ":", "(", ")", "[", "]", ",", ".": return (start + 1, .punctuation)
        case "-":
            guard has(">", at: start + 1) else { return (start + 1, .operation) }
            return (start + (has(">", at: start + 2) ? 3 : 2), .operation)
        case "#" where has(">", at: start + 1):
            return (start + (has(">", at: start + 2) ? 3 : 2), .operation)
        case "#" where has("-", at: start + 1): return (start + 2, .operation)
        case "@" where has(">", at: start + 1), "<" where has("@", at: start + 1): return (start + 2, .operation)
        case "<", ">", "=", "~", "!": return (run(start, "<>=~!"), .comparison)
        case "+", "/", "@", "#", "%", "^", "&", "|": return (run(start, "+/@#%^&|-"), .operation)
        default: return nil
        }
    }

    /// The first position at or after `start` that holds no word character.
    func wordEnd(_ start: Int) -> Int {
        var end = start
        while let next = scalar(end), next.isWord { end += 1 }
        return end
    }

    /// The first position at or after `start` that holds no blank.
    func spaceEnd(_ start: Int) -> Int {
        var end = start
        while let next = scalar(end), next.isSpace { end += 1 }
        return end
    }

    private func lineEnd(_ start: Int) -> Int {
        var end = start
        while let next = scalar(end) {
            if next == "\n" { return end + 1 }
            if next == "\r" { return end + (has("\n", at: end + 1) ? 2 : 1) }
            end += 1
        }
        return end
    }

    private func formatPlaceholder(_ start: Int) -> Match? {
        if scalar(start + 1)?.folded == 0x53 { return (start + 2, .placeholder) }
        guard has("(", at: start + 1) else { return nil }
        let end = wordEnd(start + 2)
        guard end > start + 2, has(")", at: end), scalar(end + 1)?.folded == 0x53 else { return nil }
        return (end + 2, .placeholder)
    }

    private func run(_ start: Int, _ members: String) -> Int {
        var end = start + 1
        while let next = scalar(end), members.unicodeScalars.contains(next) { end += 1 }
        return end
    }
}
