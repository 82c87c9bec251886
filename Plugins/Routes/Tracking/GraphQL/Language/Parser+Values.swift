// Assay: reads what stands inside of selections: values, arguments, directives and types.
// SPDX-License-Identifier: Apache-2.0

extension Parser {
    mutating func arguments(isConstant: Bool = false) throws(SyntaxFault) -> [Argument] {
        var arguments: [Argument] = []
        guard try take("(") else { return arguments }
        repeat {
            let name = try self.name()
            try expect(":")
            arguments.append(Argument(name: name, value: try literal(isConstant: isConstant)))
        } while try !take(")")
        return arguments
    }

    mutating func directives(isConstant: Bool = false) throws(SyntaxFault) -> [Directive] {
        var directives: [Directive] = []
        while token.isMark("@") {
            let offset = token.offset
            try advance()
            directives.append(
                Directive(name: try name(), arguments: try arguments(isConstant: isConstant), offset: offset))
        }
        return directives
    }

    /// A value; no variable may be in a constant one.
    mutating func literal(isConstant: Bool) throws(SyntaxFault) -> Literal {
        let offset = token.offset
        return Literal(kind: try literalKind(isConstant), offset: offset)
    }

    private mutating func literalKind(_ isConstant: Bool) throws(SyntaxFault) -> Literal.Kind {
        let token = token
        switch token.kind {
        case .int, .float, .string, .blockString, .name:
            try advance()
            return Self.plain(token)
        case .mark(UInt8(ascii: "$")) where !isConstant:
            try advance()
            return .variable(try name().text)
        case .mark(UInt8(ascii: "[")): return .list(try list(isConstant))
        case .mark(UInt8(ascii: "{")): return .object(try object(isConstant))
        default: throw fault("a value")
        }
    }

    private static func plain(_ token: Token) -> Literal.Kind {
        switch (token.kind, token.text) {
        case (.int, let text): .int(text)
        case (.float, let text): .float(text)
        case (.name, "true"): .bool(true)
        case (.name, "false"): .bool(false)
        case (.name, "null"): .null
        case (.name, let text): .enumeration(text)
        case (_, let text): .string(text)
        }
    }

    private mutating func list(_ isConstant: Bool) throws(SyntaxFault) -> [Literal] {
        try enter()
        try expect("[")
        var values: [Literal] = []
        while try !take("]") { values.append(try literal(isConstant: isConstant)) }
        depth -= 1
        return values
    }

    private mutating func object(_ isConstant: Bool) throws(SyntaxFault) -> [Literal.Member] {
        try enter()
        try expect("{")
        var members: [Literal.Member] = []
        while try !take("}") {
            let name = try self.name()
            try expect(":")
            members.append(Literal.Member(name: name, value: try literal(isConstant: isConstant)))
        }
        depth -= 1
        return members
    }

    mutating func writtenType() throws(SyntaxFault) -> WrittenType {
        let type: WrittenType
        if try take("[") {
            try enter()
            type = .list(try writtenType())
            depth -= 1
            try expect("]")
        } else {
            type = .named(try name().text)
        }
        return try take("!") ? .nonNull(type) : type
    }

    mutating func name() throws(SyntaxFault) -> Name {
        guard token.kind == .name else { throw fault("a name") }
        let name = Name(text: token.text, offset: token.offset)
        try advance()
        return name
    }

    /// The text of a description, when there is one.
    mutating func description() throws(SyntaxFault) -> String? {
        guard token.kind == .string || token.kind == .blockString else { return nil }
        let text = token.text
        try advance()
        return text
    }

    mutating func advance() throws(SyntaxFault) { token = try lexer.next() }

    /// Goes on when the token is this mark.
    mutating func take(_ mark: Unicode.Scalar) throws(SyntaxFault) -> Bool {
        guard token.isMark(mark) else { return false }
        try advance()
        return true
    }

    mutating func expect(_ mark: Unicode.Scalar) throws(SyntaxFault) {
        guard try take(mark) else { throw fault("'\(mark)'") }
    }

    mutating func enter() throws(SyntaxFault) {
        depth += 1
        guard depth <= Self.depthLimit else { throw fault("less nesting") }
    }

    func fault(_ expected: String) -> SyntaxFault { SyntaxFault(offset: token.offset, expected: expected) }
}
