// Assay: the filters and orders of model versions.
// SPDX-License-Identifier: Apache-2.0

/// Versions know their name, number, run and source, and tags.
enum ModelVersionGrammar: Grammar {
    static let showsQuoted = false
    private static let lists = ["name", "run_id"]
    private static let orders = ["name", "version_number", "creation_timestamp", "last_updated_timestamp"]

    static func comparison(_ parts: [Part]) throws(SearchError) -> RawComparison {
        let attributes = ["name", "version_number", "run_id", "source_path"]
        let (key, comparator) = try RegistryKey.read(parts, attributes: attributes)
        return RawComparison(
            entity: key.entity, key: key.name, comparator: comparator, value: try value(parts[2], of: key))
    }

    private static func value(_ part: Part, of key: Key) throws(SearchError) -> SearchValue {
        if key.entity == .tag || part.isText { return try RegistryKey.text(part, of: key) }
        if part.kind == .parenthesis {
            try AttributeValue.checkList(key.name, lists)
            return try part.list()
        }
        guard part.isDecimal else { throw RegistryKey.noText(part) }
        guard key.name.spells("version_number") else {
            let numbers = ["version_number", "creation_timestamp", "last_updated_timestamp"]
            throw .invalid(
                "Only the '\(PythonText.set(numbers))' attributes support comparison with numeric values.")
        }
        return try part.number()
    }

    static func check(_ comparison: RawComparison) throws(SearchError) -> Comparison {
        if comparison.entity == .tag {
            return try comparison.checked(allowed: SearchOperator.text) {
                .invalid("Invalid comparator for tag: \($0)")
            }
        }
        if comparison.key == "version_number" { return try checkNumber(comparison) }
        let allowed = lists.contains(comparison.key) ? SearchOperator.textOrList : SearchOperator.text
        return try comparison.checked(allowed: allowed) { .invalid("Invalid comparator for attribute: \($0)") }
    }

    /// Versions are whole numbers, also when they are written as texts.
    private static func checkNumber(_ comparison: RawComparison) throws(SearchError) -> Comparison {
        let checked = try comparison.checked(allowed: SearchOperator.numeric) {
            .invalid("Invalid comparator for attribute version_number: \($0)")
        }
        let refused: String
        switch checked.value {
        case .text(let text):
            switch PythonNumber.integer(text) {
            case .small(let number):
                return Comparison(.attribute, checked.key, checked.operation, .integer(number))
            case .wide(let digits):
                return Comparison(.attribute, checked.key, checked.operation, .wide(digits))
            default: refused = PythonText.quoted(text)
            }
        case .double(let number): refused = PythonNumber.description(number)
        default: return checked
        }
        throw .invalid("Invalid value for numeric attribute 'version_number': \(refused)")
    }

    static func orderTerm(_ text: String) throws(SearchError) -> OrderTerm {
        let order = try OrderText(text)
        // The prefix is read and then ignored: `tags.name` is the name.
        let key = try Key.ofAttributeOrTag(order.key, attributes: orders)
        guard orders.contains(where: key.name.spells) else {
            throw .invalid(
                "Invalid order by key '\(key.name)' specified. Valid keys are \(PythonText.set(orders))")
        }
        return OrderTerm(.attribute, key.name, ascending: order.isAscending)
    }
}
