// Assay: reads a GraphQL document.
// SPDX-License-Identifier: Apache-2.0

/// A parser with one token in hand.
package struct Parser {
    /// How deep sets of fields, values and types may be nested.
    static let depthLimit = 200

    var lexer: Lexer
    var token: Token
    var depth = 0

    init(_ text: String) throws(SyntaxFault) {
        lexer = Lexer(text)
        token = try lexer.next()
    }

    /// Reads a whole document.
    package static func document(_ text: String) throws(SyntaxFault) -> Document {
        var parser = try Parser(text)
        var document = Document()
        repeat { document.definitions.append(try parser.definition()) } while parser.token.kind != .end
        return document
    }

    private mutating func definition() throws(SyntaxFault) -> Definition {
        let offset = token.offset
        if token.isMark("{") {
            return .operation(
                OperationDefinition(
                    kind: .query, name: nil, variables: [], directives: [], selections: try selectionSet(),
                    offset: offset))
        }
        let description = try self.description()
        guard token.kind == .name else { throw fault("a definition") }
        if let kind = OperationKind(rawValue: token.text) { return .operation(try operation(kind, offset)) }
        if token.text == "fragment" { return .fragment(try fragment(offset)) }
        return .type(try typeDefinition(description, offset))
    }

    private mutating func operation(
        _ kind: OperationKind, _ offset: Int
    ) throws(SyntaxFault) -> OperationDefinition {
        try advance()
        let name = token.kind == .name ? try self.name() : nil
        var variables: [VariableDefinition] = []
        if try take("(") {
            repeat { variables.append(try variableDefinition()) } while try !take(")")
        }
        return OperationDefinition(
            kind: kind, name: name, variables: variables, directives: try directives(), selections: try selectionSet(),
            offset: offset)
    }

    private mutating func variableDefinition() throws(SyntaxFault) -> VariableDefinition {
        let offset = token.offset
        _ = try description()
        try expect("$")
        let name = try self.name()
        try expect(":")
        return VariableDefinition(
            name: name, type: try writtenType(), standard: try take("=") ? try literal(isConstant: true) : nil,
            directives: try directives(isConstant: true), offset: offset)
    }

    private mutating func fragment(_ offset: Int) throws(SyntaxFault) -> FragmentDefinition {
        try advance()
        guard !token.isWord("on") else { throw fault("a fragment's name") }
        let name = try self.name()
        guard token.isWord("on") else { throw fault("'on'") }
        try advance()
        return FragmentDefinition(
            name: name, type: try self.name(), directives: try directives(), selections: try selectionSet(),
            offset: offset)
    }

    mutating func selectionSet() throws(SyntaxFault) -> SelectionSet {
        let offset = token.offset
        try enter()
        try expect("{")
        var selections: [Selection] = []
        repeat { selections.append(try selection()) } while try !take("}")
        depth -= 1
        return SelectionSet(selections: selections, offset: offset)
    }

    private mutating func selection() throws(SyntaxFault) -> Selection {
        let offset = token.offset
        guard token.kind == .spread else { return .field(try field()) }
        try advance()
        let isConditional = token.isWord("on")
        if !isConditional, token.kind == .name {
            return .spread(FragmentSpread(name: try name(), directives: try directives(), offset: offset))
        }
        if isConditional { try advance() }
        return .inline(
            InlineFragment(
                type: isConditional ? try name() : nil, directives: try directives(), selections: try selectionSet(),
                offset: offset))
    }

    private mutating func field() throws(SyntaxFault) -> Field {
        let first = try name()
        let second = try take(":") ? try name() : nil
        return Field(
            alias: second == nil ? nil : first, name: second ?? first, arguments: try arguments(),
            directives: try directives(), selections: token.isMark("{") ? try selectionSet() : nil,
            offset: first.offset)
    }
}
