// Assay: words: names, keywords and what the sign behind a word makes of it.
// SPDX-License-Identifier: Apache-2.0

extension Lexer {
    /// A word whose kind its surroundings decide: before a dot or a parenthesis it is a name.
    func word(_ start: Int) -> Match? {
        for keyword in ["CASE", "IN", "VALUES", "USING", "FROM", "AS"] {
            if let end = literal(keyword, at: start), isBoundary(end) { return (end, .keyword) }
        }
        if let end = markedName(start) { return (end, .name) }
        guard text[start].isNameStart else { return nil }
        let end = wordEnd(start + 1)
        if isBeforeMember(end) || has(".", at: start - 1) || has("(", at: end) { return (end, .name) }
        return nil
    }

    /// A word that the list of keywords decides.
    func keywordOrName(_ start: Int) -> Match? {
        guard text[start].isWord else { return nil }
        var end = start + 1
        while let next = scalar(end), next.isWord || next == "$" || next == "#" { end += 1 }
        var spelling = String.UnicodeScalarView()
        spelling.append(contentsOf: text[start..<end])
        return (end, Keywords.type(of: String(spelling)))
    }

    /// The end of `word` at `start`, whatever its case, or nil.
    func literal(_ word: String, at start: Int) -> Int? {
        var position = start
        for letter in word.unicodeScalars {
            guard scalar(position)?.folded == letter.value else { return nil }
            position += 1
        }
        return position
    }

    /// Whether a word that ends before `position` is not continued there.
    func isBoundary(_ position: Int) -> Bool { scalar(position)?.isWord != true }

    /// `@name`, `#name` or `##name`, of two characters at least.
    private func markedName(_ start: Int) -> Int? {
        var position = start
        if has("#", at: start), has("#", at: start + 1) {
            position = start + 2
        } else if has("@", at: start) || has("#", at: start) {
            position = start + 1
        } else {
            return nil
        }
        guard scalar(position)?.isNameStart == true else { return nil }
        let end = wordEnd(position + 1)
        return end > position + 1 ? end : nil
    }

    /// Whether a dot follows, after blanks or at once, that does not begin a number.
    private func isBeforeMember(_ end: Int) -> Bool {
        let dot = spaceEnd(end)
        return has(".", at: dot) && scalar(dot + 1)?.isDigit != true
    }
}
