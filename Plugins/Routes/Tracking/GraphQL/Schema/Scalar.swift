// Assay: how the scalar types take and give values.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON
internal import AssayOperations

/// A scalar type of MLflow's schema.
enum Scalar: String {
    case string = "String"
    case int = "Int"
    case float = "Float"
    case boolean = "Boolean"
    /// A whole number of any size, which answers give as a text: JavaScript's numbers are too short.
    case longString = "LongString"

    /// The value of a literal. Throws for one that the type does not take.
    func value(of literal: Literal) throws(FieldFault) -> JSONValue {
        switch (self, literal.kind) {
        case (.string, .string(let text)): return .string(text)
        case (.int, .int(let text)):
            guard let number = Int32(text) else { throw FieldFault(Self.tooLong + literal.text) }
            return .integer(Int64(number))
        case (.float, .int(let text)), (.float, .float(let text)): return .number(Double(text) ?? .infinity)
        case (.boolean, .bool(let value)): return .bool(value)
        case (.longString, .int(let text)): return Int64(text).map { .integer($0) } ?? .string(text)
        // MLflow takes other literals and then forgets them.
        case (.longString, _): return .null
        default: throw FieldFault(refusal + literal.text)
        }
    }

    /// The value of a variable.
    func value(of input: JSONValue) throws(FieldFault) -> JSONValue {
        switch (self, input) {
        case (.string, .string), (.boolean, .bool), (.float, .number): return input
        case (.float, .integer(let number)): return .number(Double(number))
        case (.int, .integer(let number)):
            guard Int32(exactly: number) != nil else { throw FieldFault(Self.tooLong + Inspection.text(input)) }
            return input
        case (.int, .number(let number)) where number.isFinite && number == number.rounded():
            guard let whole = Int32(exactly: number) else { throw FieldFault(Self.tooLong + Inspection.text(input)) }
            return .integer(Int64(whole))
        case (.longString, _): return try Self.long(input)
        default: throw FieldFault(refusal + Inspection.text(input))
        }
    }

    /// What an answer says for a value.
    func answer(for value: JSONValue) throws(FieldFault) -> JSONValue {
        switch (self, value) {
        case (.string, .string), (.boolean, .bool), (.int, .integer), (.float, .integer): return value
        case (.float, .number(let number)) where number.isFinite: return value
        case (.longString, .integer(let number)): return .string(String(number))
        case (.longString, .string): return value
        case (.string, .integer(let number)): return .string(String(number))
        case (.float, .string(let text)):
            throw FieldFault(refusal + (["Infinity": "inf", "-Infinity": "-inf"][text] ?? text.lowercased()))
        default: throw FieldFault(refusal + Inspection.text(value))
        }
    }

    private static let tooLong = "Int cannot represent non 32-bit signed integer value: "

    private var refusal: String {
        switch self {
        case .string: "String cannot represent a non string value: "
        case .int: "Int cannot represent non-integer value: "
        case .float: "Float cannot represent non numeric value: "
        case .boolean: "Boolean cannot represent a non boolean value: "
        case .longString: "LongString cannot represent value: "
        }
    }

    /// What Python's `int` makes of a value.
    private static func long(_ input: JSONValue) throws(FieldFault) -> JSONValue {
        let reason: String
        switch input {
        case .integer: return input
        case .bool(let value): return .integer(value ? 1 : 0)
        case .number(let number) where number.magnitude < 0x1p63: return .integer(Int64(number))
        case .number(let number): reason = "cannot convert float \(number) to an integer of 64 bits"
        case .string(let text):
            let trimmed = text.trimmingSpace
            if let number = Int64(trimmed) { return .integer(number) }
            reason = "invalid literal for int() with base 10: \(PythonText.repr(text))"
        case .array, .object, .null:
            let type = if case .array = input { "list" } else { "dict" }
            reason =
                "int() argument must be a string, a bytes-like object or a real number, not '\(type)'"
        }
        throw FieldFault("Expected type 'LongString'. \(reason)")
    }
}

extension String {
    /// Without the white space around it.
    fileprivate var trimmingSpace: String {
        let text = drop(while: \.isWhitespace)
        return String(text.reversed().drop(while: \.isWhitespace).reversed())
    }
}

/// Why a field has no value, in the words that the answer shows.
package struct FieldFault: Error {
    package let message: String

    package init(_ message: String) {
        self.message = message
    }
}
