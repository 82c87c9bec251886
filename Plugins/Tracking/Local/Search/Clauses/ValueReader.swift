// Assay: what the right side of a comparison means.
// SPDX-License-Identifier: Apache-2.0

extension Part {
    /// Whether this may be a text: in single quotes, or an identifier, which may be in double quotes.
    var isText: Bool { type == .string || isIdentifier }

    /// Whether this is a number in decimal.
    var isDecimal: Bool { type == .integer || type == .float }

    /// The text between single or double quotes.
    func quotedText() throws(SearchError) -> SearchValue {
        guard let inner = Quotes.removed(from: text, "'") ?? Quotes.removed(from: text, "\"") else {
            throw .invalid(
                "Parameter value is either not quoted or unidentified quote types used for string value \(text). "
                    + "Use either single or double quotes.")
        }
        return .text(inner)
    }

    /// The number, whole where it is written so.
    func number() throws(SearchError) -> SearchValue {
        if type == .integer { return try PythonNumber.integer(text).value(orRefuse: text) }
        return try float()
    }

    /// The number as a float.
    func float() throws(SearchError) -> SearchValue {
        guard let number = PythonNumber.float(text) else { throw PythonNumber.notFloat(text) }
        return .double(number)
    }

    /// The texts of a list in parentheses.
    func list() throws(SearchError) -> SearchValue {
        let parsed: PythonLiteral
        switch PythonLiteral.parse(text) {
        case .success(let literal): parsed = literal
        case .failure(.syntax):
            throw .invalid(
                "While parsing a list in the query, expected a non-empty list of string values, "
                    + "but got ill-formed list.")
        case .failure(.value(let message)): throw SearchError(.uncaught, message)
        }
        let items: [PythonLiteral]
        if case .tuple(let elements) = parsed { items = elements } else { items = [parsed] }
        guard !items.isEmpty else {
            throw .invalid(
                "While parsing a list in the query, expected a non-empty list of string values, but got empty list")
        }
        let texts = items.compactMap(\.text)
        guard texts.count == items.count else {
            throw .invalid(
                "While parsing a list in the query, expected string value, punctuation, or whitespace, but got "
                    + "different type in list: \(PythonLiteral.tuple(items).description)")
        }
        return .list(texts)
    }

    /// A text where one is needed, or MLflow's complaint, which `subject` begins.
    func text(orRefuse subject: String) throws(SearchError) -> SearchValue {
        guard isText else { throw .invalid("\(subject) \(text)") }
        return try quotedText()
    }
}
