// Assay: cuts a Python expression in parentheses into tokens.
// SPDX-License-Identifier: Apache-2.0

/// One token of a Python expression.
enum PythonToken: Equatable {
    case literal(PythonLiteral)
    /// An f-string.
    case formatted
    case name(String)
    case sign(String)

    var spelling: String {
        if case .sign(let text) = self { text } else { "" }
    }

    static func == (left: PythonToken, right: PythonToken) -> Bool {
        switch (left, right) {
        case (.name(let left), .name(let right)), (.sign(let left), .sign(let right)): left.spells(right)
        case (.formatted, .formatted): true
        default: false
        }
    }

    static func ~= (pattern: PythonToken, value: PythonToken) -> Bool { pattern == value }
}

/// Reads tokens; line ends are blanks, as they are in parentheses.
struct PythonScanner {
    static let keywords: Set<String> = [
        "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except",
        "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass",
        "raise", "return", "try", "while", "with", "yield",
    ]
    static let comparisons: Set<String> = ["<", ">", "<=", ">=", "==", "!="]
    static let operators: Set<String> = comparisons.union([
        "+", "-", "*", "/", "//", "%", "**", "@", "<<", ">>", "&", "|", "^",
    ])
    private static let signs = [
        "...", "**", "//", "<<", ">>", "<=", ">=", "==", "!=", "(", ")", "[", "]", "{", "}", ",", ".", "+", "-", "*",
        "/", "%", "@", "&", "|", "^", "~", "<", ">",
    ]

    let text: [Unicode.Scalar]
    var position = 0

    init(_ text: String) { self.text = Array(text.unicodeScalars) }

    /// The next token, or nil at the end.
    mutating func next() throws(PythonLiteral.Failure) -> PythonToken? {
        try skipBlanks()
        guard let first = scalar(0) else { return nil }
        if first == "\0" { throw .syntax }
        if let string = try strings() { return string }
        if first.isLatin || first == "_" || (first.value >= 0x80 && first.properties.isXIDStart) { return name() }
        if first.value < 0x80, first.isDigit || (first == "." && digit(1) != nil) { return .literal(try number()) }
        for sign in Self.signs where starts(with: sign) {
            position += sign.unicodeScalars.count
            return sign == "..." ? .literal(.constant("Ellipsis")) : .sign(sign)
        }
        throw .syntax
    }

    func scalar(_ offset: Int) -> Unicode.Scalar? {
        position + offset < text.count ? text[position + offset] : nil
    }

    func starts(with sign: String) -> Bool {
        var offset = 0
        for expected in sign.unicodeScalars {
            guard scalar(offset) == expected else { return false }
            offset += 1
        }
        return true
    }

    private func digit(_ offset: Int) -> Unicode.Scalar? {
        guard let next = scalar(offset), next.value < 0x80, next.isDigit else { return nil }
        return next
    }

    private mutating func skipBlanks() throws(PythonLiteral.Failure) {
        while let next = scalar(0) {
            switch next {
            case " ", "\t", "\u{0C}", "\n", "\r": position += 1
            case "#": while let inner = scalar(0), inner != "\n", inner != "\r" { position += 1 }
            case "\\":
                guard scalar(1) == "\n" || scalar(1) == "\r" else { throw .syntax }
                position += scalar(1) == "\r" && scalar(2) == "\n" ? 3 : 2
            default: return
            }
        }
    }

    private mutating func name() -> PythonToken {
        let start = position
        while let next = scalar(0), next.isWord || (next.value >= 0x80 && next.properties.isXIDContinue) {
            position += 1
        }
        let name = text.string(start..<position)
        return ["True", "False", "None"].contains(name) ? .literal(.constant(name)) : .name(name)
    }

    /// A number: whole ones in any base as decimal digits.
    private mutating func number() throws(PythonLiteral.Failure) -> PythonLiteral {
        let start = position
        while let next = scalar(0) {
            let isExponentSign = (next == "+" || next == "-") && position > start && isExponent(start)
            guard next.isLatin || next == "_" || next == "." || digit(0) != nil || isExponentSign else { break }
            position += 1
        }
        guard let value = PythonNumber.literal(text.string(start..<position)) else { throw .syntax }
        return value
    }

    /// Whether the last character read is the `e` of a decimal number.
    private func isExponent(_ start: Int) -> Bool {
        guard text[position - 1].folded == 0x45 else { return false }
        return !(text[start] == "0" && start + 1 < text.count && text[start + 1].folded == 0x58)
    }
}
