// Assay: what the filters of registered models and of their versions have in common.
// SPDX-License-Identifier: Apache-2.0

/// The left side, the operator and texts of comparisons in the registry.
enum RegistryKey {
    /// Reads the key and the operator; three parts are there when it returns.
    static func read(
        _ parts: [Part], attributes: [String]
    ) throws(SearchError) -> (key: Key, comparator: String) {
        try RegisteredModelGrammar.checkShape(parts)
        guard parts.count == 3 else {
            throw SearchError(.uncaught, "not enough values to unpack (expected 3, got \(parts.count))")
        }
        let key = try Key.ofAttributeOrTag(parts[0].text, attributes: attributes, checksQuoted: true)
        return (key, parts[1].text.uppercased())
    }

    /// The text that a tag or an attribute is compared with.
    static func text(_ part: Part, of key: Key) throws(SearchError) -> SearchValue {
        if key.entity == .tag {
            return try part.text(orRefuse: "Expected a quoted string value for tag (e.g. 'my-value'). Got value")
        }
        return try part.quotedText()
    }

    /// The complaint about an attribute that is compared with neither text nor list.
    static func noText(_ part: Part) -> SearchError {
        .invalid(
            "Expected a quoted string value or a list of quoted string values for attributes. Got value \(part.text)")
    }
}
