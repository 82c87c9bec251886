// Assay: reading JSON as Python's json module does.
// SPDX-License-Identifier: Apache-2.0

/// Reads a JSON text as Python's `json.loads` does: `NaN` and `Infinity` are numbers, a key may occur twice, a whole
/// number has any size, and a surrogate may stand alone.
struct PythonJSON {
    /// Why a text is not read.
    enum Failure: Error {
        /// It is no JSON, or in no encoding of Unicode.
        case malformed
        /// Its containers are nested beyond what Python's stack takes.
        case tooDeep
        /// It holds more values than are read.
        case tooMany
    }

    /// MLflow's server reads no more containers inside one another: Python's stack has no room for them.
    static let depthLimit = 978

    /// The most values that are read, so that a body takes no hundredfold of its size. No request that is valid comes
    /// near.
    static let mostValues = 250_000
    /// Python reads no whole number of more digits.
    private static let digitLimit = 4300

    let bytes: UnsafeRawBufferPointer
    var position = 0
    private let depthLimit: Int
    private var count = 0

    private init(_ bytes: UnsafeRawBufferPointer, _ depthLimit: Int) {
        self.bytes = bytes
        self.depthLimit = depthLimit
    }

    /// Reads a text in any of Unicode's encodings, with or without a byte order mark.
    static func parse(
        _ bytes: UnsafeRawBufferPointer, depthLimit: Int = depthLimit
    ) throws(Failure) -> PythonValue {
        guard let encoding = TextEncoding(of: bytes) else {
            return try parseUTF8(bytes, depthLimit: depthLimit)
        }
        guard let text = encoding.decode(bytes) else { throw .malformed }
        return try text.withUnsafeBytes { text in
            Result { () throws(Failure) in try parseUTF8(text, depthLimit: depthLimit) }
        }.get()
    }

    /// Reads a text in UTF-8, in which a surrogate may be encoded as if it were a character.
    static func parseUTF8(
        _ bytes: UnsafeRawBufferPointer, depthLimit: Int = depthLimit
    ) throws(Failure) -> PythonValue {
        guard bytes.isUTF8WithSurrogates else { throw .malformed }
        var reader = PythonJSON(bytes, depthLimit)
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.position == bytes.count else { throw .malformed }
        return value
    }

    private mutating func value(depth: Int) throws(Failure) -> PythonValue {
        count += 1
        guard count <= Self.mostValues else { throw .tooMany }
        skipSpace()
        guard position < bytes.count else { throw .malformed }
        switch bytes[position] {
        case UInt8(ascii: "\""): return try string().value
        case UInt8(ascii: "{"): return .object(try object(depth: depth + 1))
        case UInt8(ascii: "["): return .array(try array(depth: depth + 1))
        case UInt8(ascii: "t"): return try literal("true", .bool(true))
        case UInt8(ascii: "f"): return try literal("false", .bool(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        case UInt8(ascii: "N"): return try literal("NaN", .float(.nan))
        case UInt8(ascii: "I"): return try literal("Infinity", .float(.infinity))
        default: return try number()
        }
    }

    private mutating func object(depth: Int) throws(Failure) -> PythonObject {
        guard depth <= depthLimit else { throw .tooDeep }
        position += 1
        var result = PythonObject()
        skipSpace()
        if take(UInt8(ascii: "}")) { return result }
        while true {
            skipSpace()
            guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { throw .malformed }
            let key = try string()
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw .malformed }
            result.set(key.text, surrogateKey: key.units, try value(depth: depth))
            skipSpace()
            if take(UInt8(ascii: "}")) { return result }
            guard take(UInt8(ascii: ",")) else { throw .malformed }
        }
    }

    private mutating func array(depth: Int) throws(Failure) -> [PythonValue] {
        guard depth <= depthLimit else { throw .tooDeep }
        position += 1
        var result: [PythonValue] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return result }
        while true {
            result.append(try value(depth: depth))
            skipSpace()
            if take(UInt8(ascii: "]")) { return result }
            guard take(UInt8(ascii: ",")) else { throw .malformed }
        }
    }

    private mutating func number() throws(Failure) -> PythonValue {
        let start = position
        let isNegative = take(UInt8(ascii: "-"))
        if isNegative, position < bytes.count, bytes[position] == UInt8(ascii: "I") {
            return try literal("Infinity", .float(-.infinity))
        }
        let digits = position
        if !take(UInt8(ascii: "0")) { skipDigits() }
        guard position > digits else { throw .malformed }
        let endOfWhole = position
        if position + 1 < bytes.count, bytes[position] == UInt8(ascii: "."), isDigit(at: position + 1) {
            position += 1
            skipDigits()
        }
        skipExponent()
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if position > endOfWhole { return .float(Double(text) ?? .infinity) }
        if let small = Int64(text) { return .integer(small) }
        guard endOfWhole - digits <= Self.digitLimit else { throw .malformed }
        return .bigInteger(text)
    }

    private mutating func skipExponent() {
        guard position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") else { return }
        var digits = position + 1
        if digits < bytes.count, bytes[digits] == UInt8(ascii: "+") || bytes[digits] == UInt8(ascii: "-") {
            digits += 1
        }
        guard isDigit(at: digits) else { return }
        position = digits
        skipDigits()
    }

    private func isDigit(at place: Int) -> Bool {
        place < bytes.count && bytes[place] &- UInt8(ascii: "0") < 10
    }

    private mutating func skipDigits() {
        while isDigit(at: position) { position += 1 }
    }

    private mutating func literal(_ text: StaticString, _ value: PythonValue) throws(Failure) -> PythonValue {
        let count = text.utf8CodeUnitCount
        // Safe: a StaticString of several ASCII characters is a pointer to `count` bytes.
        let wanted = UnsafeRawBufferPointer(start: text.utf8Start, count: count)
        guard bytes[position...].starts(with: wanted) else { throw .malformed }
        position += count
        return value
    }

    mutating func take(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func skipSpace() {
        while position < bytes.count {
            let byte = bytes[position]
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
            position += 1
        }
    }
}
