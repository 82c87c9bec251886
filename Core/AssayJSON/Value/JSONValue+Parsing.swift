// Assay: reading a whole JSON text into a value.
// SPDX-License-Identifier: Apache-2.0

extension JSONValue {
    /// Reads a text that holds one value and nothing after it.
    ///
    /// Throws for anything RFC 8259 does not allow, for a key that occurs twice in an object, a number that no double
    /// holds, an unpaired surrogate, and containers nested deeper than `maximumDepth` (at most 512).
    public init(parsing text: String, maximumDepth: Int = JSONReader.Options.defaultDepth) throws(JSONError) {
        var text = text
        self = try text.withUTF8 { bytes in
            Result { () throws(JSONError) in
                try JSONValue(parsing: UnsafeRawBufferPointer(bytes), maximumDepth: maximumDepth)
            }
        }.get()
    }

    /// Reads bytes that hold one value and nothing after it; invalid UTF-8 is an error. The bytes are not kept.
    public init(
        parsing bytes: UnsafeRawBufferPointer, maximumDepth: Int = JSONReader.Options.defaultDepth
    ) throws(JSONError) {
        var scanner = JSONScanner(bytes)
        self = try scanner.value(depth: min(maximumDepth, JSONReader.Options.depthCeiling))
        try scanner.finish()
    }
}

extension JSONScanner {
    /// Reads a value with at most `depth` containers inside one another.
    mutating func value(depth: Int) throws(JSONError) -> JSONValue {
        switch peek() {
        case UInt8(ascii: "\""): return .string(try string().string)
        case UInt8(ascii: "{"): return .object(try object(depth: depth))
        case UInt8(ascii: "["): return .array(try array(depth: depth))
        case UInt8(ascii: "t"):
            try literal("true")
            return .bool(true)
        case UInt8(ascii: "f"):
            try literal("false")
            return .bool(false)
        case UInt8(ascii: "n"):
            try literal("null")
            return .null
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            switch try number() {
            case .integer(let value): return .integer(value)
            case .double(let value): return .number(value)
            case .negativeZero: return .integer(0)
            }
        default: throw unexpected(wanted: "a value")
        }
    }

    private mutating func object(depth: Int) throws(JSONError) -> JSONObject {
        guard depth > 0 else { throw tooDeep() }
        position &+= 1
        var members = JSONObject()
        if closes(with: UInt8(ascii: "}")) { return members }
        while true {
            guard peek() == UInt8(ascii: "\"") else { throw unexpected(wanted: "a key in quotes") }
            let keyStart = position
            let key = try string().string
            try expect(UInt8(ascii: ":"), "':' after a key")
            guard members.insert(key, try value(depth: depth &- 1)) else {
                throw failure("duplicate key '\(key)'", at: keyStart)
            }
            if closes(with: UInt8(ascii: "}")) { return members }
            try expect(UInt8(ascii: ","), "',' or '}'")
        }
    }

    private mutating func array(depth: Int) throws(JSONError) -> [JSONValue] {
        guard depth > 0 else { throw tooDeep() }
        position &+= 1
        var elements: [JSONValue] = []
        if closes(with: UInt8(ascii: "]")) { return elements }
        while true {
            elements.append(try value(depth: depth &- 1))
            if closes(with: UInt8(ascii: "]")) { return elements }
            try expect(UInt8(ascii: ","), "',' or ']'")
        }
    }

    @inline(__always)
    private mutating func closes(with byte: UInt8) -> Bool {
        guard peek() == byte else { return false }
        position &+= 1
        return true
    }

    func tooDeep() -> JSONError {
        failure("containers nested too deeply", at: position)
    }
}
