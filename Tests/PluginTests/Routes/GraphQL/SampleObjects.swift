// Assay: a small schema and its objects.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON
import Testing

@testable import GraphQL

/// A schema with a type of each kind.
enum Sample {
    static func schema() throws -> Schema {
        try Schema(
            """
            scalar String
            scalar Int
            scalar Float
            scalar Boolean
            scalar LongString
            enum Kind { SMALL LARGE }
            input Filter { name: String! sizes: [Int] kind: Kind after: LongString }
            type Item { name: String! size: Int weight: Float id: LongString kind: Kind parts(first: Int = 2): [Item!] }
            type Query { item(filter: Filter): Item failing: Item! echo(text: String): String }
            type Mutation { rename(name: String!): Item }
            directive @component(name: String!) on QUERY | MUTATION
            """)
    }

    /// The data and the faults of a request.
    static func answer(
        _ text: String, _ variables: JSONObject = [:], operation: String? = nil, root: any GraphObject = Root(),
        bounds: RequestBounds = RequestBounds()
    ) async throws -> GraphQLAnswer {
        let request = try GraphQLRequest(text, operationName: operation, variables: variables)
        return try await request.answer(schema(), root, bounds)
    }

    /// The faults of a request.
    static func faults(_ text: String, _ variables: JSONObject = [:]) async throws -> [String] {
        try await answer(text, variables).faults
    }
}

/// An item whose parts are items.
struct Item: GraphObject {
    var size: JSONValue = 7
    var weight: JSONValue = 0.5

    func value(of field: FieldDefinition, _ arguments: JSONObject) async throws -> GraphValue {
        switch field.name {
        case "name": .leaf("box")
        case "size": .leaf(size)
        case "weight": .leaf(weight)
        case "id": .leaf(9_007_199_254_740_993)
        case "kind": .leaf("LARGE")
        case "parts": .list((0..<(arguments["first"]?.intValue ?? 0)).map { .object(Item(size: .integer($0))) })
        default: .null
        }
    }
}

/// The root: it echoes what its fields are asked with.
struct Root: GraphObject {
    func value(of field: FieldDefinition, _ arguments: JSONObject) async throws -> GraphValue {
        switch field.name {
        case "echo": .leaf(.string(arguments["text"]?.text() ?? "nothing"))
        case "failing": throw FieldFault("it failed")
        case "item" where arguments["filter"]?["name"] == "broken": .object(Item(weight: .number(.infinity)))
        default: .object(Item())
        }
    }
}
