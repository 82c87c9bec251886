// Assay: the text of a prompt, with variables in double braces.
// SPDX-License-Identifier: Apache-2.0

/// What a prompt says: a text, or messages of a chat. `{{name}}` is a variable.
public enum PromptTemplate: Sendable, Equatable {
    /// A message of a chat.
    public struct Message: Sendable, Equatable {
        /// "system", "user", "assistant" …
        public var role: String
        /// The text, with variables.
        public var content: String

        /// Makes a message.
        public init(role: String, content: String) {
            self.role = role
            self.content = content
        }
    }

    /// A text.
    case text(String)
    /// Messages, in order.
    case chat([Message])

    /// The names of the variables, in order of their first use.
    public var variables: [String] {
        var names: [String] = []
        for piece in pieces {
            for case .variable(let name, _) in PromptText.parse(piece) where !names.contains(name) {
                names.append(name)
            }
        }
        return names
    }

    private var pieces: [String] {
        switch self {
        case .text(let text): [text]
        case .chat(let messages): messages.flatMap { [$0.role, $0.content] }
        }
    }

    /// The template with its variables replaced. Throws `PromptFailure.missingVariables` when a value is missing, and
    /// `unknownVariables` when one is given that the template does not have.
    public func format(_ values: [String: String]) throws(PromptFailure) -> PromptTemplate {
        let names = variables
        let missing = names.filter { values[$0] == nil }
        guard missing.isEmpty else { throw .missingVariables(missing) }
        let unknown = values.keys.filter { !names.contains($0) }.sorted()
        guard unknown.isEmpty else { throw .unknownVariables(unknown) }
        return replacing(values)
    }

    /// The template with the variables replaced that have a value; the others stay.
    public func partialFormat(_ values: [String: String]) -> PromptTemplate { replacing(values) }

    private func replacing(_ values: [String: String]) -> PromptTemplate {
        switch self {
        case .text(let text): .text(PromptText.replace(text, values))
        case .chat(let messages):
            .chat(messages.map { Message(role: $0.role, content: PromptText.replace($0.content, values)) })
        }
    }
}

/// A template's text in pieces.
enum PromptText {
    enum Piece {
        case plain(Substring)
        /// A variable's name, and how it is written.
        case variable(String, Substring)
    }

    /// Splits a text at its variables: `{{`, white space, names joined by points, white space, `}}`.
    static func parse(_ text: String) -> [Piece] {
        var pieces: [Piece] = []
        var rest = Substring(text)
        var plainStart = rest.startIndex
        while let open = rest.firstRange(of: "{{") {
            guard let close = rest[open.upperBound...].firstRange(of: "}}") else { break }
            // The innermost pair of braces counts.
            let start = rest[open.upperBound..<close.lowerBound].lastRange(of: "{{")?.upperBound ?? open.upperBound
            let name = trimmed(rest[start..<close.lowerBound])
            if isName(name) {
                let begin = text.index(start, offsetBy: -2)
                if plainStart < begin { pieces.append(.plain(text[plainStart..<begin])) }
                pieces.append(.variable(String(name), text[begin..<close.upperBound]))
                plainStart = close.upperBound
            }
            rest = rest[close.upperBound...]
        }
        if plainStart < text.endIndex { pieces.append(.plain(text[plainStart...])) }
        return pieces
    }

    static func replace(_ text: String, _ values: [String: String]) -> String {
        parse(text).reduce(into: "") { result, piece in
            switch piece {
            case .plain(let plain): result += plain
            case .variable(let name, let written): result += values[name] ?? String(written)
            }
        }
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return text
    }

    /// Letters, digits and underscores of ASCII, parts joined by points, none of them beginning with a digit.
    private static func isName(_ text: Substring) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return !text.isEmpty
            && parts.allSatisfy { part in
                guard let first = part.utf8.first, !(0x30...0x39).contains(first) else { return false }
                return part.utf8.allSatisfy {
                    (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x5F
                }
            }
    }
}

extension Substring {
    fileprivate func lastRange(of mark: String) -> Range<Index>? {
        var found: Range<Index>?
        var rest = self
        while let range = rest.firstRange(of: mark) {
            found = range
            rest = rest[range.upperBound...]
        }
        return found
    }
}
