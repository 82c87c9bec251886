// Assay: how much a GraphQL request may ask for.
// SPDX-License-Identifier: Apache-2.0

/// The bounds of GraphQL requests, which only the environment sets.
struct GraphQLLimits {
    private static let largest = 1000

    let rootFields: Int?
    let aliases: Int?

    init(_ environment: ServerEnvironment) throws(CommandError) {
        rootFields = try Self.limit("MLFLOW_SERVER_GRAPHQL_MAX_ROOT_FIELDS", environment)
        aliases = try Self.limit("MLFLOW_SERVER_GRAPHQL_MAX_ALIASES", environment)
    }

    private static func limit(_ name: String, _ environment: ServerEnvironment) throws(CommandError) -> Int? {
        guard let number = try environment.number(name) else { return nil }
        guard (0...largest).contains(number) else {
            throw CommandError("\(name): \(number) is not from 0 to \(largest)")
        }
        return number
    }
}
