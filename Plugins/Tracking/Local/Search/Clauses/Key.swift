// Assay: what the left side of a comparison names.
// SPDX-License-Identifier: Apache-2.0

/// An entity and a key, as `metrics.accuracy` names them.
struct Key {
    let entity: SearchEntity
    let name: String

    private static let words: [String: SearchEntity] = [
        "metric": .metric, "metrics": .metric, "parameter": .parameter, "parameters": .parameter, "param": .parameter,
        "params": .parameter, "tag": .tag, "tags": .tag, "attribute": .attribute, "attr": .attribute,
        "attributes": .attribute, "run": .attribute, "dataset": .dataset, "datasets": .dataset,
    ]

    /// Splits at the first dot; what has none is all name.
    static func split(_ text: String) -> (entity: String?, name: String) {
        guard let dot = text.unicodeScalars.firstIndex(of: ".") else { return (nil, text) }
        let rest = text.unicodeScalars[dot...].dropFirst()
        return (String(text.unicodeScalars[..<dot]), String(rest))
    }

    /// The key of a run's comparison: any entity, and of attributes and data sets those that `attributes` and MLflow
    /// know.
    static func ofRun(_ text: String, attributes: [String]) throws(SearchError) -> Key {
        let (prefix, rest) = split(text)
        let word = withoutBackticks(prefix ?? "attribute")
        guard word.utf8.allSatisfy({ $0 < 0x80 }), let entity = words[word] else {
            throw .invalid(
                "Invalid entity type '\(word)'. Valid values are "
                    + "['metric', 'parameter', 'tag', 'attribute', 'dataset']")
        }
        let name = withoutQuotes(rest)
        if entity == .attribute { try check(name, in: attributes) }
        let datasetKeys = ["name", "digest", "context"]
        if entity == .dataset, !datasetKeys.contains(where: name.spells) {
            throw .invalid(
                "Invalid dataset key '\(name)' specified. Valid keys are '\(PythonText.set(datasetKeys))'")
        }
        return Key(entity: entity, name: name)
    }

    /// The key of a comparison that knows attributes and tags alone.
    ///
    /// - Parameter checksQuoted: whether the name of an attribute is looked up with its quotes.
    static func ofAttributeOrTag(
        _ text: String, attributes: [String], checksQuoted: Bool = false
    ) throws(SearchError) -> Key {
        let (prefix, rest) = split(text)
        let entity: SearchEntity
        switch prefix {
        case nil, "attribute": entity = .attribute
        case "tag", "tags": entity = .tag
        case .some(let other):
            throw .invalid(
                "Invalid entity type '\(other)'. Valid entity types are ('attribute', 'tag', 'tags')")
        }
        let name = withoutQuotes(rest)
        if entity == .attribute { try check(checksQuoted ? rest : name, in: attributes) }
        return Key(entity: entity, name: name)
    }

    private static func check(_ name: String, in attributes: [String]) throws(SearchError) {
        guard attributes.contains(where: name.spells) else {
            throw .invalid(
                "Invalid attribute key '\(name)' specified. Valid keys are '\(PythonText.set(attributes))'")
        }
    }

    /// Without one pair of quotes, then one of backticks.
    static func withoutQuotes(_ text: String) -> String {
        withoutBackticks(Quotes.removed(from: text, "'") ?? Quotes.removed(from: text, "\"") ?? text)
    }

    static func withoutBackticks(_ text: String) -> String { Quotes.removed(from: text, "`") ?? text }
}

/// Quotes around texts.
enum Quotes {
    /// The text without a quote at both ends, or nil if it has none.
    static func removed(from text: String, _ quote: Unicode.Scalar) -> String? {
        let scalars = text.unicodeScalars
        guard scalars.count >= 2, scalars.first == quote, scalars.last == quote else { return nil }
        return String(scalars.dropFirst().dropLast())
    }
}
