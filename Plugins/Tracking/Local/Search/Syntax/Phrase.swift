// Assay: the keywords of several words.
// SPDX-License-Identifier: Apache-2.0

/// Words that make one token when only blanks lie between them; each place offers a choice.
struct Phrase: Sendable {
    let words: [[String]]
    let type: TokenType

    /// The phrases that may begin with a letter, longest first.
    static func beginning(with letter: UInt32) -> [Phrase] { byLetter[letter] ?? [] }

    private static let byLetter: [UInt32: [Phrase]] = {
        var byLetter: [UInt32: [Phrase]] = [:]
        for phrase in all {
            let letters = Set(phrase.words[0].compactMap { $0.unicodeScalars.first?.value })
            for letter in letters { byLetter[letter, default: []].append(phrase) }
        }
        return byLetter
    }()

    private static let all: [Phrase] = [
        joins([["LEFT", "RIGHT", "FULL"], ["INNER", "OUTER", "STRAIGHT"]]),
        joins([["LEFT", "RIGHT", "FULL"]]),
        joins([["INNER", "OUTER", "STRAIGHT"]]),
        joins([["CROSS", "NATURAL"]]),
        joins([]),
        Phrase(words: [["END"], ["IF", "LOOP", "WHILE", "FOR", "CASE"]], type: .keyword),
        Phrase(words: [["END"]], type: .keyword),
        Phrase(words: [["IF"], ["NOT"], ["EXISTS"]], type: .keyword),
        Phrase(words: [["IF"], ["EXISTS"]], type: .keyword),
        Phrase(words: [["NOT"], ["NULL"]], type: .keyword),
        Phrase(words: [["ASC", "DESC"], ["NULLS"], ["FIRST", "LAST"]], type: .keywordOrder),
        Phrase(words: [["ASC", "DESC"]], type: .keywordOrder),
        Phrase(words: [["NULLS"], ["FIRST", "LAST"]], type: .keywordOrder),
        Phrase(words: [["UNION"], ["ALL"]], type: .keyword),
        Phrase(words: [["CREATE"], ["OR"], ["REPLACE"]], type: .keywordDDL),
        Phrase(words: [["CREATE"]], type: .keywordDDL),
        Phrase(words: [["DOUBLE"], ["PRECISION"]], type: .builtin),
        Phrase(words: [["GROUP", "ORDER"], ["BY"]], type: .keyword),
        Phrase(words: [["PRIMARY"], ["KEY"]], type: .keyword),
        Phrase(words: [["HANDLER"], ["FOR"]], type: .keyword),
        Phrase(
            words: [["LATERAL"], ["VIEW"], ["EXPLODE", "INLINE", "PARSE_URL_TUPLE", "POSEXPLODE", "STACK"]],
            type: .keyword),
        Phrase(words: [["NOT"], ["LIKE", "ILIKE", "RLIKE"]], type: .comparison),
        Phrase(words: [["LIKE", "ILIKE", "RLIKE"]], type: .comparison),
        Phrase(words: [["NOT"], ["REGEXP"], ["BINARY"]], type: .comparison),
        Phrase(words: [["NOT"], ["REGEXP"]], type: .comparison),
        Phrase(words: [["REGEXP"], ["BINARY"]], type: .comparison),
        Phrase(words: [["REGEXP"]], type: .comparison),
    ]

    private static func joins(_ before: [[String]]) -> Phrase {
        Phrase(words: before + [["JOIN"]], type: .keyword)
    }
}
