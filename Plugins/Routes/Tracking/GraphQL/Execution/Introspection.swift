// Assay: what a GraphQL schema tells of itself.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON

/// Answers `__schema` and `__type`.
struct Introspection: GraphObject {
    private let schema: Schema

    init(_ schema: Schema) {
        self.schema = schema
    }

    /// The value of a field of the root; nil for one that is not of introspection.
    func rootValue(of field: FieldDefinition, _ arguments: JSONObject) -> GraphValue? {
        switch field.name {
        case "__schema": .object(self)
        case "__type":
            schema.type(arguments["name"]?.stringValue ?? "").map {
                .object(DescribedType(type: .named($0.name), schema: schema))
            } ?? .null
        default: nil
        }
    }

    func value(of field: FieldDefinition, _ arguments: JSONObject) async throws -> GraphValue {
        switch field.name {
        case "types": .list(schema.types.map { .object(DescribedType(type: .named($0.name), schema: schema)) })
        case "queryType": root(.query)
        case "mutationType": root(.mutation)
        case "subscriptionType": root(.subscription)
        case "directives": .list(schema.directives.map { .object(DescribedDirective(directive: $0, schema: schema)) })
        default: .null
        }
    }

    private func root(_ kind: OperationKind) -> GraphValue {
        schema.root(kind).map { .object(DescribedType(type: .named($0.name), schema: schema)) } ?? .null
    }
}

/// `__Type`
private struct DescribedType: GraphObject {
    let type: WrittenType
    let schema: Schema

    func value(of field: FieldDefinition, _ arguments: JSONObject) async throws -> GraphValue {
        switch type {
        case .list(let inner), .nonNull(let inner):
            switch field.name {
            case "kind": .leaf(.string(type.isNonNull ? "NON_NULL" : "LIST"))
            case "ofType": .object(DescribedType(type: inner, schema: schema))
            default: .null
            }
        case .named(let name): schema.type(name).map { value(of: field.name, $0) } ?? .null
        }
    }

    private func value(of field: String, _ type: NamedType) -> GraphValue {
        switch field {
        case "kind": .leaf(.string(type.kind.rawValue))
        case "name": .leaf(.string(type.name))
        case "description": .text(type.description)
        case "fields" where type.kind == .object: .list(described(type.fields))
        case "interfaces" where type.kind == .object: .list([])
        case "inputFields" where type.kind == .input: .list(described(type.fields))
        case "isOneOf" where type.kind == .input: .leaf(.bool(false))
        case "enumValues" where type.kind == .enumeration:
            .list(type.values.map { .object(DescribedValue(name: $0.name, description: $0.description)) })
        default: .null
        }
    }

    private func described(_ fields: [FieldDefinition]) -> [GraphValue] {
        fields.map { .object(DescribedField(field: $0, schema: schema)) }
    }
}

/// `__Field` and `__InputValue`
private struct DescribedField: GraphObject {
    let field: FieldDefinition
    let schema: Schema

    func value(of asked: FieldDefinition, _ arguments: JSONObject) async throws -> GraphValue {
        switch asked.name {
        case "name": .leaf(.string(field.name))
        case "description": .text(field.description)
        case "args": .list(field.arguments.map { .object(DescribedField(field: $0, schema: schema)) })
        case "type": .object(DescribedType(type: field.type, schema: schema))
        case "defaultValue": .text(field.standard?.text)
        case "isDeprecated": .leaf(.bool(false))
        default: .null
        }
    }
}

/// `__EnumValue`
private struct DescribedValue: GraphObject {
    let name: String
    let description: String?

    func value(of field: FieldDefinition, _ arguments: JSONObject) async throws -> GraphValue {
        switch field.name {
        case "name": .leaf(.string(name))
        case "description": .text(description)
        case "isDeprecated": .leaf(.bool(false))
        default: .null
        }
    }
}

/// `__Directive`
private struct DescribedDirective: GraphObject {
    let directive: TypeDefinition
    let schema: Schema

    func value(of field: FieldDefinition, _ arguments: JSONObject) async throws -> GraphValue {
        switch field.name {
        case "name": .leaf(.string(directive.name))
        case "description": .text(directive.description)
        case "isRepeatable", "isDeprecated": .leaf(.bool(false))
        case "locations": .list(directive.values.map { .leaf(.string($0.name)) })
        case "args": .list(directive.fields.map { .object(DescribedField(field: $0, schema: schema)) })
        default: .null
        }
    }
}

extension GraphValue {
    fileprivate static func text(_ text: String?) -> GraphValue { text.map { .leaf(.string($0)) } ?? .null }
}
