// Assay: the filters and orders of registered models and prompts.
// SPDX-License-Identifier: Apache-2.0

/// Registered models know their name and tags.
enum RegisteredModelGrammar: Grammar {
    static let showsQuoted = false

    static func comparison(_ parts: [Part]) throws(SearchError) -> RawComparison {
        let (key, comparator) = try RegistryKey.read(parts, attributes: ["name"])
        let value: SearchValue
        if key.entity == .tag || parts[2].isText {
            value = try RegistryKey.text(parts[2], of: key)
        } else {
            guard parts[2].kind == .parenthesis else { throw RegistryKey.noText(parts[2]) }
            try AttributeValue.checkList(key.name, ["name"])
            value = try parts[2].list()
        }
        return RawComparison(entity: key.entity, key: key.name, comparator: comparator, value: value)
    }

    static func check(_ comparison: RawComparison) throws(SearchError) -> Comparison {
        let isTag = comparison.entity == .tag
        return try comparison.checked(allowed: isTag ? SearchOperator.text : SearchOperator.textOrList) {
            .invalid("Invalid comparator for \(isTag ? "tag" : "attribute"): \($0)")
        }
    }

    static func orderTerm(_ text: String) throws(SearchError) -> OrderTerm {
        let order = try OrderText(text)
        if order.key.spells("name") { return OrderTerm(.attribute, "name", ascending: order.isAscending) }
        guard order.key.spells("timestamp") || order.key.spells("last_updated_timestamp") else {
            throw .invalid(
                "Invalid order by key '\(order.key)' specified. Valid keys are "
                    + "'\(PythonText.set(["name", "timestamp"]))'")
        }
        return OrderTerm(.attribute, "last_updated_timestamp", ascending: order.isAscending)
    }
}
