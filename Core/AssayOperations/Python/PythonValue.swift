// Assay: a JSON value as Python's json module reads it.
// SPDX-License-Identifier: Apache-2.0

/// A value that Python's `json.loads` gives. It holds what `JSONValue` refuses: whole numbers of any size, NaN and
/// infinity, and texts with unpaired surrogates, all of which the tracking API answers in its own way.
indirect enum PythonValue: Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    /// A whole number that 64 bits do not hold, as its decimal digits.
    case bigInteger(String)
    case float(Double)
    case string(String)
    /// A text with unpaired surrogates, as UTF-16 units.
    case surrogates([UInt16])
    case array([PythonValue])
    case object(PythonObject)

    /// The name of the value's type in Python.
    var typeName: String {
        switch self {
        case .null: "NoneType"
        case .bool: "bool"
        case .integer, .bigInteger: "int"
        case .float: "float"
        case .string, .surrogates: "str"
        case .array: "list"
        case .object: "dict"
        }
    }

    /// True for a text.
    var isString: Bool {
        switch self {
        case .string, .surrogates: true
        default: false
        }
    }
}
