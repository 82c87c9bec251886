// Assay: how Python's shlex splits a text into words.
// SPDX-License-Identifier: Apache-2.0

/// Words as a POSIX shell splits them, without comments.
enum ShellWords {
    private enum State { case blank, word, quoted(Unicode.Scalar), escaped(in: Unicode.Scalar?) }

    /// The words of a text.
    ///
    /// - Throws: Python's complaint about a quote that is never closed, or a backslash at the end.
    static func split(_ text: String) throws(SearchError) -> [String] {
        var words: [String] = []
        var word = String.UnicodeScalarView()
        var state = State.blank
        for scalar in text.unicodeScalars {
            switch state {
            case .quoted(let quote):
                if scalar == quote {
                    state = .word
                } else if scalar == "\\", quote == "\"" {
                    state = .escaped(in: quote)
                } else {
                    word.append(scalar)
                }
            case .escaped(let quote):
                // In quotes, a backslash escapes only the quote and itself.
                if let quote, scalar != "\\", scalar != quote { word.append("\\") }
                word.append(scalar)
                state = quote.map(State.quoted) ?? .word
            case .blank, .word:
                switch scalar {
                case " ", "\t", "\r", "\n":
                    if case .word = state {
                        words.append(String(word))
                        word = String.UnicodeScalarView()
                    }
                    state = .blank
                case "'", "\"": state = .quoted(scalar)
                case "\\": state = .escaped(in: nil)
                default:
                    word.append(scalar)
                    state = .word
                }
            }
        }
        switch state {
        case .quoted: throw SearchError(.uncaught, "No closing quotation")
        case .escaped: throw SearchError(.uncaught, "No escaped character")
        case .word: words.append(String(word))
        case .blank: break
        }
        return words
    }
}
