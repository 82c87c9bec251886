// Assay: dollar-quoted texts and comments of several lines.
// SPDX-License-Identifier: Apache-2.0

/// Where texts between `$tag$` and comments between `/*` and `*/` may begin and end, found in one pass.
struct DelimitedSpans {
    private struct Opener {
        let end: Int
        let tag: [Unicode.Scalar]
        let type: TokenType
    }

    private struct Closers {
        var starts: [Int] = []
        var length = 0
    }

    private static let comment: [Unicode.Scalar] = ["/", "*"]
    private var openers: [Int: Opener] = [:]
    private var closers: [[Unicode.Scalar]: Closers] = [:]

    /// - Parameter text: the characters of the filter.
    init(_ text: [Unicode.Scalar]) {
        guard text.contains("$") || text.contains("/") else { return }
        for position in text.indices {
            switch text[position] {
            case "$": addDollar(text, position)
            case "/" where position + 1 < text.count && text[position + 1] == "*":
                let isHint = position + 2 < text.count && text[position + 2] == "+"
                openers[position] = Opener(
                    end: position + (isHint ? 3 : 2), tag: Self.comment,
                    type: isHint ? .multilineHint : .multilineComment)
            case "*" where position + 1 < text.count && text[position + 1] == "/":
                closers[Self.comment, default: Closers(length: 2)].starts.append(position)
            default: break
            }
        }
    }

    /// The end and the type of the span that begins at a position, or nil where none begins or none is closed.
    func span(at position: Int) -> (end: Int, type: TokenType)? {
        guard let opener = openers[position], let closers = closers[opener.tag] else { return nil }
        var low = 0
        var high = closers.starts.count
        while low < high {
            let middle = (low + high) / 2
            if closers.starts[middle] < opener.end { low = middle + 1 } else { high = middle }
        }
        guard low < closers.starts.count else { return nil }
        return (closers.starts[low] + closers.length, opener.type)
    }

    private mutating func addDollar(_ text: [Unicode.Scalar], _ start: Int) {
        var end = start + 1
        if end < text.count, text[end] == "_" || text[end].isNameStart {
            end += 1
            while end < text.count, text[end].isWord { end += 1 }
        }
        guard end < text.count, text[end] == "$" else { return }
        let tag = Array(text[start...end])
        closers[tag, default: Closers(length: end + 1 - start)].starts.append(start)
        if start > 0, text[start - 1].isWord || text[start - 1] == "\"" || text[start - 1] == "$" { return }
        openers[start] = Opener(end: end + 1, tag: tag, type: .literal)
    }
}
