// Assay: the filters and orders of experiments.
// SPDX-License-Identifier: Apache-2.0

/// Experiments know attributes and tags; their operators are written in capitals.
enum ExperimentGrammar: Grammar {
    static let showsQuoted = false
    private static let attributes = ["name", "experiment_id", "creation_time", "last_update_time"]
    private static let numbers = ["creation_time", "last_update_time"]

    static func comparison(_ parts: [Part]) throws(SearchError) -> RawComparison {
        try checkShape(parts)
        let key = try Key.ofAttributeOrTag(parts[0].text, attributes: attributes)
        if parts.count == 2, let test = nullTest(parts[1]) {
            guard key.entity == .tag else {
                throw .invalid(
                    "IS NULL / IS NOT NULL is only supported for tags, not for attribute '\(key.name)'")
            }
            return RawComparison(entity: .tag, key: key.name, comparator: test, value: .none)
        }
        let value: SearchValue
        if key.entity == .tag {
            value = try parts[2].text(
                orRefuse: "Expected a quoted string value for tag (e.g. 'my-value'). Got value")
        } else {
            value = try AttributeValue.read(parts[2], of: key.name, numbers: numbers, lists: ["experiment_id"])
        }
        return RawComparison(entity: key.entity, key: key.name, comparator: parts[1].text, value: value)
    }

    static func check(_ comparison: RawComparison) throws(SearchError) -> Comparison {
        if comparison.entity == .tag {
            return try comparison.checked(allowed: SearchOperator.textOrNull) {
                .invalid("Invalid comparator for tag: \($0)")
            }
        }
        switch comparison.key {
        case "experiment_id": return try checkID(comparison)
        case "name": return try checkName(comparison)
        default: return try checkTime(comparison)
        }
    }

    static func orderTerm(_ text: String) throws(SearchError) -> OrderTerm {
        let order = try OrderText(text)
        let key = try Key.ofAttributeOrTag(order.key, attributes: attributes)
        guard key.entity == .attribute else { throw .invalid("Invalid order_by entity: \(key.entity.rawValue)") }
        return OrderTerm(key.entity, key.name, ascending: order.isAscending)
    }

    private static func checkID(_ comparison: RawComparison) throws(SearchError) -> Comparison {
        let checked = try comparison.checked(allowed: [.equal, .notEqual, .in, .notIn]) {
            .invalid("Invalid comparator for experiment_id: \($0)")
        }
        let value: SearchValue
        switch comparison.value {
        case .text(let text): value = try id(text)
        case .list(let texts):
            for text in texts { _ = try id(text) }
            value = .list(texts)
        default: value = comparison.value
        }
        return Comparison(.attribute, comparison.key, checked.operation, value)
    }

    private static func id(_ text: String) throws(SearchError) -> SearchValue {
        switch PythonNumber.integer(text) {
        case .small(let number): return .integer(number)
        case .wide(let digits): return .wide(digits)
        default: throw .invalid("Invalid experiment ID '\(text)'. Experiment ID must be a valid integer.")
        }
    }

    private static func checkName(_ comparison: RawComparison) throws(SearchError) -> Comparison {
        if let operation = SearchOperator(spelling: comparison.comparator), operation == .in || operation == .notIn {
            throw .invalid("Invalid comparator for string attribute: \(operation.rawValue)")
        }
        return try comparison.checked(allowed: SearchOperator.text) { comparator in
            .invalid(
                "Invalid comparator '\(comparator)' not one of "
                    + "'\(PythonText.set(SearchOperator.textOrList.map(\.rawValue)))'")
        }
    }

    private static func checkTime(_ comparison: RawComparison) throws(SearchError) -> Comparison {
        let checked = try comparison.checked(allowed: SearchOperator.numeric) { comparator in
            .invalid(
                "Invalid comparator '\(comparator)' not one of "
                    + "'\(PythonText.set(SearchOperator.textOrList.map(\.rawValue)))")
        }
        if case .double(let number) = checked.value {
            throw .invalid(
                "Invalid value for numeric attribute '\(checked.key)': '\(PythonNumber.description(number))'")
        }
        return checked
    }
}
