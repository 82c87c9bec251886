// Assay: one JSON value for one field, by protobuf's rules as its Python library applies them.
// SPDX-License-Identifier: Apache-2.0

/// Why a JSON value does not fit its field.
enum ParseFailure: Error {
    /// The value is wrong; the request is judged further, and this field and all after it stay unset.
    case wrong
    /// The library itself fails on the value, and so does the server.
    case fault
}

/// What protobuf's JSON rules make of a value for a field that holds no message.
enum ScalarConversion {
    /// The value for a field; nil for an unknown name of an enumeration, which leaves the field unset.
    static func slot(_ value: PythonValue, _ kind: FieldSchema.Kind) throws(ParseFailure) -> Request.Slot? {
        switch kind {
        case .string: return .string(try string(value))
        case .int32: return .integer(Int64(try integer(value, Int32.self)))
        case .int64: return .integer(try integer(value, Int64.self))
        case .double: return .double(try double(value))
        case .bool:
            guard case .bool(let flag) = value else { throw .wrong }
            return .integer(flag ? 1 : 0)
        case .enumeration(let schema): return try enumNumber(value, schema).map { .integer($0) }
        case .message: throw .wrong
        }
    }

    static func string(_ value: PythonValue) throws(ParseFailure) -> String {
        guard case .string(let text) = value else { throw .wrong }
        return text
    }

    private static func integer<Number: FixedWidthInteger>(
        _ value: PythonValue, _: Number.Type
    ) throws(ParseFailure) -> Number {
        let number: PythonInteger
        switch value {
        case .integer(let value): number = .small(value)
        case .float(let value): number = try whole(value)
        case .string(let text):
            if text.utf8.contains(UInt8(ascii: " ")) { throw .wrong }
            if let value = PythonNumber.integer(text) {
                number = value
            } else {
                guard let value = PythonNumber.double(text) else { throw .wrong }
                number = try whole(value)
            }
        default: throw .wrong
        }
        guard case .small(let small) = number, let result = Number(exactly: small) else { throw .wrong }
        return result
    }

    private static func whole(_ value: Double) throws(ParseFailure) -> PythonInteger {
        guard value.isFinite else { throw .wrong }
        let number = PythonNumber.integer(truncating: value)
        // A number that 64 bits do not hold has no fraction.
        if case .small(let small) = number, Double(small) != value { throw .wrong }
        return number
    }

    private static func double(_ value: PythonValue) throws(ParseFailure) -> Double {
        switch value {
        case .float(let value):
            guard value.isFinite else { throw .wrong }
            return value
        case .integer(let value): return Double(value)
        case .bigInteger(let digits):
            guard let value = Double(digits), value.isFinite else { throw .fault }
            return value
        case .bool(let flag): return flag ? 1 : 0
        case .string(let text):
            guard text != "nan", let value = PythonNumber.double(text) else { throw .wrong }
            return value
        default: throw .wrong
        }
    }

    private static func enumNumber(_ value: PythonValue, _ schema: EnumSchema) throws(ParseFailure) -> Int64? {
        let number: PythonInteger
        switch value {
        case .string(let text):
            if let known = schema.number(of: text) { return known }
            guard let value = PythonNumber.integer(text) else { return nil }
            number = value
        case .integer(let value): number = .small(value)
        case .bigInteger: throw .wrong
        case .bool(let flag): number = .small(flag ? 1 : 0)
        case .float(let value):
            if value.isNaN { return nil }
            if value.isInfinite { throw .fault }
            number = PythonNumber.integer(truncating: value)
        case .surrogates: throw .fault
        case .null, .array, .object: throw .wrong
        }
        guard case .small(let small) = number, schema.name(of: small) != nil else { throw .wrong }
        return small
    }
}
