// Assay: typed reads of a JSON reader.
// SPDX-License-Identifier: Apache-2.0

extension JSONReader {
    /// The kind of the value that follows, without reading it.
    public mutating func peek() throws(JSONError) -> JSONKind {
        switch try valueStart() {
        case UInt8(ascii: "{"): return .object
        case UInt8(ascii: "["): return .array
        case UInt8(ascii: "\""): return .string
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool
        case UInt8(ascii: "n"): return .null
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
        default: throw scanner.unexpected(wanted: "a value")
        }
    }

    /// Reads the `{` of an object; its members follow with `nextKey()`.
    public mutating func beginObject() throws(JSONError) {
        guard try valueStart() == UInt8(ascii: "{") else { throw scanner.unexpected(wanted: "an object") }
        try open(isObject: true)
    }

    /// Reads the `[` of an array; its elements follow with `nextElement()`.
    public mutating func beginArray() throws(JSONError) {
        guard try valueStart() == UInt8(ascii: "[") else { throw scanner.unexpected(wanted: "an array") }
        try open(isObject: false)
    }

    /// Reads a string without copying it.
    public mutating func text() throws(JSONError) -> JSONText {
        guard try valueStart() == UInt8(ascii: "\"") else { throw scanner.unexpected(wanted: "a string") }
        let text = try scanner.string()
        valueDone()
        return text
    }

    /// Reads a string.
    public mutating func string() throws(JSONError) -> String { try text().string }

    /// Reads `true` or `false`.
    public mutating func bool() throws(JSONError) -> Bool {
        let first = try valueStart()
        guard first == UInt8(ascii: "t") || first == UInt8(ascii: "f") else {
            throw scanner.unexpected(wanted: "true or false")
        }
        let value = first == UInt8(ascii: "t")
        try scanner.literal(value ? "true" : "false")
        valueDone()
        return value
    }

    /// Reads `null` if that is what follows; otherwise reads nothing and returns false.
    public mutating func null() throws(JSONError) -> Bool {
        guard try valueStart() == UInt8(ascii: "n") else { return false }
        try scanner.literal("null")
        valueDone()
        return true
    }

    /// Reads any value as a tree; a key that occurs twice in an object is an error.
    public mutating func value() throws(JSONError) -> JSONValue {
        _ = try valueStart()
        let limit = min(options.maximumDepth, Options.depthCeiling)
        let value = try scanner.value(depth: limit &- depth)
        valueDone()
        return value
    }

    /// Skips a value, checking its syntax; the bytes of it, as long as the reader's bytes are valid.
    @discardableResult
    public mutating func skipValue() throws(JSONError) -> UnsafeRawBufferPointer {
        _ = try valueStart()
        let start = offset
        let outside = depth
        repeat { _ = try next() } while depth > outside
        return UnsafeRawBufferPointer(rebasing: scanner.bytes[start..<offset])
    }

    /// Fails unless the value is complete and only white space follows.
    public mutating func finish() throws(JSONError) {
        guard case .end = try next() else { throw error("expected the end of the text") }
    }

    /// Reads a value, or the start of a container, of whatever kind comes.
    mutating func valueToken() throws(JSONError) -> JSONToken {
        switch try valueStart() {
        case UInt8(ascii: "\""): return .string(try text())
        case UInt8(ascii: "{"):
            try open(isObject: true)
            return .beginObject
        case UInt8(ascii: "["):
            try open(isObject: false)
            return .beginArray
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool(try bool())
        case UInt8(ascii: "n"):
            try scanner.literal("null")
            valueDone()
            return .null
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            let number = try scanner.number()
            valueDone()
            switch number {
            case .integer(let value): return .integer(value)
            case .double(let value): return .number(value)
            case .negativeZero: return .integer(0)
            }
        default: throw scanner.unexpected(wanted: "a value")
        }
    }
}
