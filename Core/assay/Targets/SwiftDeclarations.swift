// Assay: what a Swift file declares at its top level, as far as a target needs it.
// SPDX-License-Identifier: Apache-2.0

/// Finds constants and user classes in Swift text by their first lines. It is no parser: it looks at lines that begin in
/// the first column, which is where everyone's formatter puts declarations of the top level.
struct SwiftDeclarations {
    /// Names of constants and variables.
    private(set) var globals: [String] = []
    /// Names of classes whose inheritance clause has `User`.
    private(set) var users: [String] = []

    /// Looks at `text`.
    init(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        var depth = 0
        for (index, line) in lines.enumerated() {
            defer { depth = max(0, depth + Self.commentDepth(line)) }
            guard depth == 0, let first = line.first, first.isLetter || first == "@" else { continue }
            let words = line.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "@") }.map(String.init)
            guard let keyword = words.firstIndex(where: Self.keywords.contains), keyword + 1 < words.count else {
                continue
            }
            switch words[keyword] {
            case "let", "var": globals.append(words[keyword + 1])
            case "class": if Self.conforms(lines[index...]) { users.append(words[keyword + 1]) }
            default: break
            }
        }
    }

    /// What begins a declaration, behind attributes and modifiers.
    private static let keywords: Set<String> = [
        "let", "var", "class", "struct", "enum", "actor", "protocol", "extension", "func", "typealias", "import",
        "macro",
    ]

    /// Whether the class that begins at the first line names `User` before its body.
    private static func conforms(_ lines: ArraySlice<Substring>) -> Bool {
        let head = lines.prefix(8).joined(separator: "\n").prefix { $0 != "{" }
        guard let colon = head.firstIndex(of: ":") else { return false }
        return head[colon...].split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == ".") }.contains {
            $0 == "User"
        }
    }

    /// How many block comments the line opens more than it closes.
    private static func commentDepth(_ line: Substring) -> Int {
        var depth = 0
        var previous: Character = " "
        for letter in line {
            if previous == "/", letter == "/", depth == 0 { break }
            if previous == "/", letter == "*" { depth += 1 }
            if previous == "*", letter == "/" { depth -= 1 }
            previous = letter
        }
        return depth
    }
}
