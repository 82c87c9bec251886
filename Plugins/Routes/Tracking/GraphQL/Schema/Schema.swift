// Assay: the types that a GraphQL request may ask of.
// SPDX-License-Identifier: Apache-2.0
package import AssayJSON

/// A set of types, read from their definitions in GraphQL; those of introspection are always there.
package struct Schema: Sendable {
    /// The types in the order of their definitions.
    let types: [NamedType]
    let directives: [TypeDefinition]
    private let places: [String: Int]

    /// Reads the definitions of all types; `Query` and `Mutation` are the roots.
    package init(_ text: String) throws(SyntaxFault) {
        var types: [NamedType] = []
        var directives: [TypeDefinition] = []
        for text in [text, Self.introspection] {
            for case .type(let definition) in try Parser.document(text).definitions {
                if definition.kind == .directive {
                    directives.append(definition)
                } else {
                    types.append(NamedType(definition))
                }
            }
        }
        self.types = types
        self.directives = directives
        places = Dictionary(types.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The type of this name.
    func type(_ name: String) -> NamedType? { places[name].map { types[$0] } }

    /// Where operations of this kind begin.
    func root(_ kind: OperationKind) -> NamedType? {
        switch kind {
        case .query: type("Query")
        case .mutation: type("Mutation")
        case .subscription: nil
        }
    }

    func directive(_ name: String) -> TypeDefinition? { directives.first { $0.name == name } }

    /// The field of an object; `__typename` is in every one, `__schema` and `__type` in the root of queries.
    func field(_ name: String, of type: NamedType) -> FieldDefinition? {
        switch name {
        case "__typename" where type.kind == .object: Self.typeName
        case "__schema" where type.name == "Query": Self.schema
        case "__type" where type.name == "Query": Self.type
        default: type.field(name)
        }
    }

    private static let typeName = meta("__typename", .nonNull(.named("String")))
    private static let schema = meta("__schema", .nonNull(.named("__Schema")))
    private static let type = meta("__type", .named("__Type"), [meta("name", .nonNull(.named("String")))])

    private static func meta(
        _ name: String, _ type: WrittenType, _ arguments: [FieldDefinition] = []
    ) -> FieldDefinition {
        FieldDefinition(name: name, description: nil, arguments: arguments, type: type, standard: nil)
    }
}

/// A type with a name.
struct NamedType: Sendable {
    /// What it is; the raw values are those of introspection.
    enum Kind: String {
        case scalar = "SCALAR"
        case object = "OBJECT"
        case input = "INPUT_OBJECT"
        case enumeration = "ENUM"
    }

    let kind: Kind
    let name: String
    let description: String?
    let fields: [FieldDefinition]
    let values: [(name: String, description: String?)]
    private let places: [String: Int]

    init(_ definition: TypeDefinition) {
        kind =
            switch definition.kind {
            case .scalar, .directive: .scalar
            case .type: .object
            case .input: .input
            case .enumeration: .enumeration
            }
        name = definition.name
        description = definition.description
        fields = definition.fields
        values = definition.values
        places = Dictionary(fields.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func field(_ name: String) -> FieldDefinition? { places[name].map { fields[$0] } }

    var isLeaf: Bool { kind == .scalar || kind == .enumeration }
    var isInput: Bool { kind != .object }
}

extension Schema {
    /// What a field's value is made of.
    package enum Shape {
        case list(isOfObjects: Bool)
        case object
        /// A scalar or a value of an enum, and what stands for a missing one.
        case leaf(empty: JSONValue)
    }

    /// What the value of a field is made of.
    package func shape(of field: FieldDefinition) -> Shape {
        let type = type(field.type.name)
        if case .list = field.type.nullable { return .list(isOfObjects: type?.kind == .object) }
        switch type?.kind {
        case .object, .input: return .object
        case .enumeration: return .leaf(empty: type?.values.first.map { .string($0.name) } ?? .null)
        default:
            switch field.type.name {
            case "Boolean": return .leaf(empty: false)
            case "Float", "Int", "LongString": return .leaf(empty: 0)
            default: return .leaf(empty: "")
            }
        }
    }
}
