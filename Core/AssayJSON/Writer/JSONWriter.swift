// Assay: writing JSON, value by value, into bytes.
// SPDX-License-Identifier: Apache-2.0

/// Writes JSON text step by step: commas, escapes and indentation are its concern, the order of calls the caller's.
///
///     var writer = JSONWriter()
///     writer.beginObject()
///     writer.key("loss"); writer.number(0.25)
///     writer.endObject()
///     send(writer.bytes)
public struct JSONWriter: Sendable {
    /// What has been written.
    public internal(set) var bytes: [UInt8]
    /// True if values stand on lines of their own, indented by two spaces.
    public let pretty: Bool
    /// True if `<`, `>`, `&`, `'`, U+2028 and U+2029 are escaped, so that the text can stand inside a page's script.
    public let htmlSafe: Bool

    /// The next value, key or end is not the first thing in its container.
    private var follows = false
    /// The next value is a member's, after its key.
    private var afterKey = false
    private var depth = 0

    /// Starts after what `bytes` already holds, whose storage is used on.
    public init(appendingTo bytes: [UInt8] = [], pretty: Bool = false, htmlSafe: Bool = false) {
        self.bytes = bytes
        self.pretty = pretty
        self.htmlSafe = htmlSafe
    }

    /// What has been written, as a string.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Forgets what has been written and keeps the storage, for the next text.
    public mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        follows = false
        afterKey = false
        depth = 0
    }

    /// Opens an object.
    public mutating func beginObject() { open(UInt8(ascii: "{")) }

    /// Closes the object.
    public mutating func endObject() { close(UInt8(ascii: "}")) }

    /// Opens an array.
    public mutating func beginArray() { open(UInt8(ascii: "[")) }

    /// Closes the array.
    public mutating func endArray() { close(UInt8(ascii: "]")) }

    /// Writes the key of a member; its value must follow.
    public mutating func key(_ key: String) {
        prepare()
        quote(key)
        bytes.append(UInt8(ascii: ":"))
        if pretty { bytes.append(UInt8(ascii: " ")) }
        afterKey = true
    }

    /// Writes `true` or `false`.
    public mutating func bool(_ value: Bool) { raw(value ? "true" : "false") }

    /// Writes `null`.
    public mutating func null() { raw("null") }

    /// Writes a value that is JSON text already, as it is and unchecked.
    public mutating func raw(_ json: String) {
        prepare()
        bytes.append(contentsOf: json.utf8)
    }

    /// Writes a value that is JSON text already, as it is and unchecked.
    public mutating func raw(_ json: UnsafeRawBufferPointer) {
        prepare()
        bytes.append(contentsOf: json)
    }

    /// Writes what must stand before a value or a key.
    @inline(__always)
    mutating func prepare() {
        if afterKey {
            afterKey = false
        } else {
            if follows { bytes.append(UInt8(ascii: ",")) }
            if pretty, depth > 0 { newLine() }
        }
        follows = true
    }

    private mutating func open(_ byte: UInt8) {
        prepare()
        bytes.append(byte)
        depth &+= 1
        follows = false
    }

    private mutating func close(_ byte: UInt8) {
        depth = max(0, depth &- 1)
        if pretty, follows { newLine() }
        bytes.append(byte)
        follows = true
    }

    private mutating func newLine() {
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: depth &* 2))
    }
}
