// Assay: the GraphQL route of MLflow's page.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON
import AssayKit
import AssayOperations
import GraphQL

/// `/graphql`: a request in GraphQL over the operations of the tracking store.
enum GraphQLEndpoint {
    /// The longest request and the longest document in it, in bytes: they are read and checked by one thread.
    private static let longestBody = 1 << 20
    private static let longestDocument = 100_000

    /// The route with POST and GET. It reads only; who may read what, the operations behind it decide.
    static func all(_ config: RoutesConfig, _ service: ArtifactService) throws -> [any Endpoint] {
        let (schema, bounds) = (try PageSchema.make(), config.graphQL)
        return ["POST", "GET"].map { method in
            ArtifactEndpoint(
                AssayKit.Route(
                    method, config.prefix + "/graphql", operation: "graphql", permission: "read",
                    body: .buffered(limit: min(config.bodyLimit, longestBody))), service, .flask
            ) { service, exchange in
                if method == "POST", let refusal = ContentTypeRule.refusal(exchange.header("content-type")) {
                    throw refusal
                }
                let answer = try await request(exchange.body).answer(
                    schema, PageRoot(schema: schema, store: PageStore(service, exchange)), bounds)
                return reply(answer)
            }
        }
    }

    /// Reads the body. MLflow's server fails at what is no request and no GraphQL.
    private static func request(_ body: UnsafeRawBufferPointer) throws(APIError) -> GraphQLRequest {
        guard let json = try? JSONValue(parsing: String(decoding: body, as: UTF8.self)),
            case .object(let members) = json, let text = members["query"]?.stringValue
        else { throw .serverFault("the body is no GraphQL request") }
        guard text.utf8.count <= longestDocument else {
            throw .invalidParameter("A GraphQL query may have at most \(longestDocument) bytes.")
        }
        let variables: JSONObject
        switch members["variables"] {
        case .object(let members): variables = members
        // What Python takes for nothing.
        case nil, .null, .bool(false), .integer(0), .string(""), .array([]): variables = [:]
        default: throw .serverFault("the variables of the GraphQL request are no object")
        }
        do {
            return try GraphQLRequest(text, operationName: name(members["operationName"]), variables: variables)
        } catch {
            throw .serverFault("the GraphQL query cannot be read: \(error)")
        }
    }

    private static func name(_ value: JSONValue?) -> String? {
        switch value {
        case nil, .null: nil
        case .string(let name): name
        case .some(let other): other.text()
        }
    }

    private static func reply(_ answer: GraphQLAnswer) -> RouteAnswer {
        let faults = answer.faults.isEmpty ? JSONValue.null : .array(answer.faults.map { .string($0) })
        let json: JSONValue = ["data": answer.data, "errors": faults]
        return RouteAnswer(
            status: 200, headers: [("content-type", "application/json")], body: Array((json.text() + "\n").utf8))
    }
}
