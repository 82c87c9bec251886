// Assay: the filters and orders of runs.
// SPDX-License-Identifier: Apache-2.0

/// Runs know every entity.
enum RunGrammar: Grammar {
    static let showsQuoted = true
    private static let numbers = ["start_time", "end_time", "created", "Created"]
    private static let names = ["run name", "Run name", "Run Name"]
    private static let orders = [
        "artifact_uri", "end_time", "run_id", "run_name", "start_time", "status", "user_id", "created", "Created",
    ]

    static func comparison(_ parts: [Part]) throws(SearchError) -> RawComparison {
        try checkShape(parts)
        let key = try Key.ofRun(parts[0].text, attributes: orders + names)
        if parts.count == 2, let test = nullTest(parts[1]) {
            guard key.entity == .tag || key.entity == .parameter else {
                throw .invalid(
                    "IS NULL / IS NOT NULL is only supported for tags and params, "
                        + "not for '\(key.entity.rawValue)' '\(key.name)'")
            }
            return RawComparison(entity: key.entity, key: key.name, comparator: test, value: .none)
        }
        return RawComparison(
            entity: key.entity, key: key.name, comparator: parts[1].text, value: try value(parts[2], of: key))
    }

    private static func value(_ part: Part, of key: Key) throws(SearchError) -> SearchValue {
        switch key.entity {
        case .metric:
            guard part.isDecimal else { throw .invalid("Expected numeric value type for metric. Found \(part.text)") }
            return try part.float()
        case .parameter, .tag:
            return try part.text(
                orRefuse: "Expected a quoted string value for \(key.entity.rawValue) (e.g. 'my-value'). Got value")
        case .attribute:
            return try AttributeValue.read(part, of: key.name, numbers: numbers, lists: ["run_id"])
        case .dataset:
            if part.kind == .parenthesis { return try part.list() }
            return try part.text(orRefuse: "Expected a quoted string value for dataset attributes. Got value")
        }
    }

    static func check(_ comparison: RawComparison) throws(SearchError) -> Comparison {
        let key = comparison.entity == .dataset ? comparison.key : alias(comparison.key)
        let upper = RawComparison(
            entity: comparison.entity, key: key, comparator: comparison.comparator.uppercased(),
            value: comparison.value)
        let allowed: [SearchOperator]
        // MLflow's messages do not all end with the quote that they began with.
        var shown: [SearchOperator]?
        var end = "'"
        switch comparison.entity {
        case .metric: (allowed, end) = (SearchOperator.numeric, "")
        case .parameter: allowed = SearchOperator.textOrNull
        case .tag: (allowed, end) = (SearchOperator.textOrNull, "")
        case .dataset: (allowed, end) = (SearchOperator.textOrList, "")
        case .attribute where key == "start_time" || key == "end_time":
            (allowed, shown, end) = (SearchOperator.numeric, SearchOperator.textOrList, "")
        case .attribute: allowed = SearchOperator.textOrList
        }
        return try upper.checked(allowed: allowed) { comparator in
            .invalid(
                "Invalid comparator '\(comparator)' not one of "
                    + "'\(PythonText.set((shown ?? allowed).map(\.rawValue)))\(end)")
        }
    }

    static func orderTerm(_ text: String) throws(SearchError) -> OrderTerm {
        let order = try OrderText(text)
        let key = try Key.ofRun(order.key, attributes: orders)
        if key.entity == .dataset { throw .invalid("Invalid identifier type 'dataset'") }
        return OrderTerm(key.entity, alias(key.name), ascending: order.isAscending)
    }

    /// MLflow's one name for a key; it takes the aliases of attributes for those of every entity.
    private static func alias(_ key: String) -> String {
        switch key {
        case "created", "Created": "start_time"
        case "run name", "Run name", "Run Name": "run_name"
        default: key
        }
    }
}
