// Assay: reads definitions of types.
// SPDX-License-Identifier: Apache-2.0

/// A definition of a type or a directive. A schema is made of them; in a request they are an error.
struct TypeDefinition: Sendable {
    /// What is defined.
    enum Kind: String, Sendable {
        case scalar, type, input, directive
        case enumeration = "enum"
    }

    let kind: Kind
    let name: String
    let description: String?
    /// Of an object or an input object; the arguments of a directive.
    var fields: [FieldDefinition] = []
    /// Of an enum; where a directive may stand.
    var values: [(name: String, description: String?)] = []
    let offset: Int
}

/// A field of an object, an input object, or an argument: `name(argument: Type): Type = value`.
package struct FieldDefinition: Sendable {
    package let name: String
    let description: String?
    var arguments: [FieldDefinition]
    let type: WrittenType
    let standard: Literal?

    /// The name of its type, inside of all lists.
    package var typeName: String { type.name }
}

extension Parser {
    mutating func typeDefinition(_ description: String?, _ offset: Int) throws(SyntaxFault) -> TypeDefinition {
        guard let kind = TypeDefinition.Kind(rawValue: token.text) else { throw fault("a definition") }
        try advance()
        if kind == .directive { try expect("@") }
        var definition = TypeDefinition(kind: kind, name: try name().text, description: description, offset: offset)
        switch kind {
        case .scalar: break
        case .type, .input: definition.fields = try fields("{", "}")
        case .enumeration:
            try expect("{")
            repeat {
                let description = try self.description()
                definition.values.append((try name().text, description))
            } while try !take("}")
        case .directive:
            if token.isMark("(") { definition.fields = try fields("(", ")") }
            guard token.isWord("on") else { throw fault("'on'") }
            try advance()
            repeat { definition.values.append((try name().text, nil)) } while try take("|")
        }
        return definition
    }

    private mutating func fields(
        _ open: Unicode.Scalar, _ close: Unicode.Scalar
    ) throws(SyntaxFault) -> [FieldDefinition] {
        try enter()
        try expect(open)
        var fields: [FieldDefinition] = []
        repeat {
            let description = try self.description()
            let name = try self.name().text
            let arguments = token.isMark("(") ? try self.fields("(", ")") : []
            try expect(":")
            let type = try writtenType()
            let standard = try take("=") ? try literal(isConstant: true) : nil
            fields.append(
                FieldDefinition(
                    name: name, description: description, arguments: arguments, type: type, standard: standard))
        } while try !take(close)
        depth -= 1
        return fields
    }
}
