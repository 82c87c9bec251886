// Assay: what an attribute of a run or an experiment is compared with.
// SPDX-License-Identifier: Apache-2.0

/// Reads a number for numeric attributes, a text or a list for others.
enum AttributeValue {
    /// - Parameters:
    ///   - numbers: the numeric attributes.
    ///   - lists: the attributes that a list may stand for, sorted.
    static func read(
        _ part: Part, of key: String, numbers: [String], lists: [String]
    ) throws(SearchError) -> SearchValue {
        if numbers.contains(where: key.spells) {
            guard part.isDecimal else {
                throw .invalid(
                    "Expected numeric value type for numeric attribute: \(key). Found \(part.text)")
            }
            return try part.number()
        }
        if part.isText { return try part.quotedText() }
        guard part.kind == .parenthesis else {
            throw .invalid("Expected a quoted string value for attributes. Got value \(part.text)")
        }
        try checkList(key, lists)
        return try part.list()
    }

    /// Refuses a list for a key that is not among `lists`.
    static func checkList(_ key: String, _ lists: [String]) throws(SearchError) {
        guard lists.contains(where: key.spells) else {
            throw .invalid(
                "Only \(PythonText.list(lists)) attributes support comparison with a list of quoted string values.")
        }
    }
}
