// Assay: keywords of several words, and those with a type of their own.
// SPDX-License-Identifier: Apache-2.0

extension Lexer {
    /// A phrase such as `NOT NULL`, `DESC NULLS LAST` or `ILIKE`, as one token.
    func phrase(_ start: Int) -> Match? {
        guard text[start].isWord else { return nil }
        for phrase in Phrase.beginning(with: text[start].folded) {
            if let end = end(of: phrase.words, at: start) { return (end, phrase.type) }
        }
        if let end = batchSeparator(start) { return (end, .keyword) }
        return timeZone(start).map { ($0, .keywordTZCast) }
    }

    private func end(of words: [[String]], at start: Int) -> Int? {
        var position = start
        for (index, choices) in words.enumerated() {
            if index > 0 {
                let next = spaceEnd(position)
                guard next > position else { return nil }
                position = next
            }
            guard let end = choices.lazy.compactMap({ literal($0, at: position) }).first else { return nil }
            position = end
        }
        return isBoundary(position) ? position : nil
    }

    /// `GO 2`: exactly one blank.
    private func batchSeparator(_ start: Int) -> Int? {
        guard let end = literal("GO", at: start), scalar(end)?.isSpace == true else { return nil }
        var digits = end + 1
        while let next = scalar(digits), next.isDigit { digits += 1 }
        return digits > end + 1 && isBoundary(digits) ? digits : nil
    }

    /// `AT TIME ZONE 'name'`.
    private func timeZone(_ start: Int) -> Int? {
        guard let first = literal("AT", at: start) ?? literal("WITH'", at: start) else { return nil }
        var position = first
        for word in ["TIME", "ZONE"] {
            let next = spaceEnd(position)
            guard next > position, let end = literal(word, at: next) else { return nil }
            position = end
        }
        let quote = spaceEnd(position)
        guard quote > position, has("'", at: quote), quote < lastQuote else { return nil }
        var end = quote + 1
        while let next = scalar(end), next != "'" { end += 1 }
        return end > quote + 1 ? end + 1 : nil
    }
}
