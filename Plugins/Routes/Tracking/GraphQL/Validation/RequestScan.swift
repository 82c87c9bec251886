// Assay: how much a GraphQL request asks for.
// SPDX-License-Identifier: Apache-2.0

/// The bounds of a request, which are checked before anything else is.
package struct RequestBounds: Sendable {
    /// The most fields of the root.
    let rootFields: Int
    /// The most aliases in one set of fields.
    let aliases: Int
    /// The most values of an answer, which is in memory as a whole.
    let values: Int

    /// Bounds of a server.
    package init(rootFields: Int = 10, aliases: Int = 10, values: Int = 2_000_000) {
        self.rootFields = rootFields
        self.aliases = aliases
        self.values = values
    }
}

/// Counts the fields of a request as MLflow's server does.
struct RequestScan {
    private static let deepest = 10
    private static let mostSelections = 1000

    private let fragments: [String: FragmentDefinition]
    private var rootFields = 0
    private var mostAliases = 0
    private var selections = 0

    /// Why the request is refused; nil when it is within its bounds.
    static func refusal(_ document: Document, _ bounds: RequestBounds) -> String? {
        var scan = RequestScan(fragments: document.fragments)
        do {
            for operation in document.operations { try scan.count(operation) }
        } catch {
            return error.message
        }
        if scan.rootFields > bounds.rootFields {
            return scan.refusal(
                bounds.rootFields, "root fields", scan.rootFields, "MLFLOW_SERVER_GRAPHQL_MAX_ROOT_FIELDS")
        }
        guard scan.mostAliases > bounds.aliases else { return nil }
        return scan.refusal(bounds.aliases, "aliases", scan.mostAliases, "MLFLOW_SERVER_GRAPHQL_MAX_ALIASES")
    }

    private init(fragments: [String: FragmentDefinition]) {
        self.fragments = fragments
    }

    private func refusal(_ most: Int, _ what: String, _ count: Int, _ variable: String) -> String {
        "GraphQL queries should have at most \(most) \(what), got \(count) \(what). To increase the limit, set the "
            + "\(variable) environment variable."
    }

    private mutating func count(_ operation: OperationDefinition) throws(FieldFault) {
        var stack = [(set: operation.selections, depth: 1)]
        while let (set, depth) = stack.popLast() {
            guard depth <= Self.deepest else {
                throw FieldFault("Query exceeds maximum depth of \(Self.deepest)")
            }
            let (fields, aliases) = fields(of: set)
            for field in fields {
                if depth == 1 { rootFields += 1 }
                if let selections = field.selections { stack.append((selections, depth + 1)) }
                selections += 1
                guard selections <= Self.mostSelections else {
                    throw FieldFault("Query exceeds maximum total selections of \(Self.mostSelections)")
                }
            }
            mostAliases = max(mostAliases, aliases)
        }
    }

    /// The fields of a set, also those in its fragments.
    private func fields(of set: SelectionSet) -> (fields: [Field], aliases: Int) {
        var fields: [Field] = []
        var visited: Set<String> = []
        var pending = [set]
        while let set = pending.popLast() {
            for selection in set.selections {
                switch selection {
                case .field(let field): fields.append(field)
                case .inline(let fragment): pending.append(fragment.selections)
                case .spread(let spread):
                    guard visited.insert(spread.name.text).inserted, let fragment = fragments[spread.name.text]
                    else { continue }
                    pending.append(fragment.selections)
                }
            }
        }
        return (fields, fields.count { $0.alias != nil })
    }
}
