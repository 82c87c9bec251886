// Assay: the Python literals that a list in a filter may hold.
// SPDX-License-Identifier: Apache-2.0

/// A value that Python's `literal_eval` makes of a text.
indirect enum PythonLiteral: Sendable, CustomStringConvertible {
    case text(String)
    case bytes([UInt8])
    case integer(String)
    case float(Double)
    case imaginary(Double)
    /// `True`, `False`, `None` or `Ellipsis`.
    case constant(String)
    case tuple([PythonLiteral])
    case list([PythonLiteral])
    case set([PythonLiteral])

    /// Why there is no value.
    enum Failure: Error {
        /// The text is no Python.
        case syntax
        /// The text is an expression, but no literal; with what Python says.
        case value(String)
    }

    /// The text, if this is one.
    var text: String? {
        if case .text(let text) = self { text } else { nil }
    }

    /// Python's `repr`.
    var description: String {
        switch self {
        case .text(let text): PythonText.quoted(text)
        case .bytes(let bytes): PythonText.quoted(bytes)
        case .integer(let digits): digits
        case .float(let number): PythonNumber.description(number)
        case .imaginary(let number): PythonNumber.imaginary(number)
        case .constant(let name): name
        case .tuple(let items):
            "(\(items.map(\.description).joined(separator: ", "))\(items.count == 1 ? "," : ""))"
        case .list(let items): "[\(items.map(\.description).joined(separator: ", "))]"
        case .set(let items):
            items.isEmpty ? "set()" : "{\(items.map(\.description).joined(separator: ", "))}"
        }
    }
}
