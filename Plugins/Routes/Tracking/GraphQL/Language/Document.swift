// Assay: a GraphQL document in memory.
// SPDX-License-Identifier: Apache-2.0

/// A request: its operations and fragments, and definitions of types, which no request may have.
package struct Document: Sendable {
    var definitions: [Definition] = []

    var operations: [OperationDefinition] {
        definitions.compactMap { if case .operation(let operation) = $0 { operation } else { nil } }
    }

    /// By name; of those that have the same name the last.
    var fragments: [String: FragmentDefinition] {
        var found: [String: FragmentDefinition] = [:]
        for case .fragment(let fragment) in definitions { found[fragment.name.text] = fragment }
        return found
    }
}

/// A word, and where it stands.
struct Name: Sendable {
    let text: String
    let offset: Int
}

/// One definition of a document.
enum Definition: Sendable {
    case operation(OperationDefinition)
    case fragment(FragmentDefinition)
    case type(TypeDefinition)
}

/// What a request may do.
enum OperationKind: String, Sendable {
    case query, mutation, subscription
}

/// `query Name($variable: Type) @directive { … }`
struct OperationDefinition: Sendable {
    let kind: OperationKind
    let name: Name?
    let variables: [VariableDefinition]
    let directives: [Directive]
    let selections: SelectionSet
    let offset: Int
}

/// `$name: Type = value`
struct VariableDefinition: Sendable {
    let name: Name
    let type: WrittenType
    let standard: Literal?
    let directives: [Directive]
    let offset: Int
}

/// `fragment Name on Type { … }`
struct FragmentDefinition: Sendable {
    let name: Name
    let type: Name
    let directives: [Directive]
    let selections: SelectionSet
    let offset: Int
}

/// `@name(argument: value)`
struct Directive: Sendable {
    let name: Name
    let arguments: [Argument]
    let offset: Int
}

/// `name: value`
struct Argument: Sendable {
    let name: Name
    let value: Literal
    var offset: Int { name.offset }
}

/// What is asked of one object.
struct SelectionSet: Sendable {
    let selections: [Selection]
    let offset: Int
}

/// A field, or fields that are written somewhere else.
indirect enum Selection: Sendable {
    case field(Field)
    case spread(FragmentSpread)
    case inline(InlineFragment)
}

/// `alias: name(argument: value) @directive { … }`
struct Field: Sendable {
    let alias: Name?
    let name: Name
    let arguments: [Argument]
    let directives: [Directive]
    let selections: SelectionSet?
    let offset: Int

    /// Its name in the answer.
    var responseName: String { (alias ?? name).text }
}

/// `...Name`
struct FragmentSpread: Sendable {
    let name: Name
    let directives: [Directive]
    let offset: Int
}

/// `... on Type { … }`
struct InlineFragment: Sendable {
    let type: Name?
    let directives: [Directive]
    let selections: SelectionSet
    let offset: Int
}
