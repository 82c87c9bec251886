// Assay: a pull reader over borrowed JSON bytes.
// SPDX-License-Identifier: Apache-2.0

/// Reads a JSON text step by step without building a tree and without copying.
///
///     try reader.beginObject()
///     while let key = try reader.nextKey() {
///         switch key {
///         case "name": name = try reader.string()
///         case "tags": try reader.beginArray(); while try reader.nextElement() { tags.append(try reader.string()) }
///         default: try reader.skipValue()
///         }
///     }
///     try reader.finish()
///
/// The caller keeps the bytes alive and unchanged while the reader or a `JSONText` of it is used. Keys that occur
/// twice are not noticed: nothing is remembered. After an error the reader must not be used any more.
public struct JSONReader: ~Copyable {
    /// What may come next.
    private enum Place {
        case value, firstKey, nextKey, firstElement, nextElement, end
    }

    var scanner: JSONScanner
    let options: Options
    private var place = Place.value
    private var nesting = Nesting()

    /// Starts at the first byte. The bytes must outlive the reader.
    public init(_ bytes: UnsafeRawBufferPointer, options: Options = Options()) {
        scanner = JSONScanner(bytes)
        self.options = options
    }

    /// Bytes from the start of the text to the next one that will be read.
    public var offset: Int { scanner.position }

    /// The containers that are open.
    public var depth: Int { nesting.depth }

    /// The next step; `.end`, again and again, after the whole value.
    public mutating func next() throws(JSONError) -> JSONToken {
        switch place {
        case .value: return try valueToken()
        case .firstKey, .nextKey:
            guard let key = try nextKey() else { return .endObject }
            return .key(key)
        case .firstElement, .nextElement: return try nextElement() ? try valueToken() : .endArray
        case .end:
            try scanner.finish()
            return .end
        }
    }

    /// In an object: the key of the next member, or nil after the last one, when the object is closed.
    public mutating func nextKey() throws(JSONError) -> JSONText? {
        guard place == .firstKey || place == .nextKey else { throw error("no key is due here") }
        var byte = scanner.peek()
        if byte == UInt8(ascii: "}") {
            close()
            return nil
        }
        if place == .nextKey {
            try scanner.expect(UInt8(ascii: ","), "',' or '}'")
            byte = scanner.peek()
        }
        guard byte == UInt8(ascii: "\"") else { throw scanner.unexpected(wanted: "a key in quotes") }
        let key = try scanner.string()
        try scanner.expect(UInt8(ascii: ":"), "':' after a key")
        place = .value
        return key
    }

    /// In an array: true if another element follows, false after the last one, when the array is closed.
    public mutating func nextElement() throws(JSONError) -> Bool {
        guard place == .firstElement || place == .nextElement else { throw error("no element is due here") }
        if scanner.peek() == UInt8(ascii: "]") {
            close()
            return false
        }
        if place == .nextElement { try scanner.expect(UInt8(ascii: ","), "',' or ']'") }
        place = .value
        return true
    }

    /// Goes to the start of the next value, in an array past the comma before it; its first byte.
    mutating func valueStart() throws(JSONError) -> UInt8 {
        if place != .value {
            guard place == .firstElement || place == .nextElement, try nextElement() else {
                throw error("no value is due here")
            }
        }
        return scanner.peek()
    }

    /// Opens the container whose first byte is at the position.
    mutating func open(isObject: Bool) throws(JSONError) {
        guard nesting.depth < options.maximumDepth, nesting.push(isObject) else { throw scanner.tooDeep() }
        scanner.position &+= 1
        place = isObject ? .firstKey : .firstElement
    }

    /// Notes that a value has been read.
    @inline(__always)
    mutating func valueDone() {
        place = nesting.depth == 0 ? .end : nesting.isObject ? .nextKey : .nextElement
    }

    private mutating func close() {
        scanner.position &+= 1
        nesting.pop()
        valueDone()
    }

    /// An error at the position.
    func error(_ message: String) -> JSONError {
        scanner.failure(message, at: scanner.position)
    }
}
