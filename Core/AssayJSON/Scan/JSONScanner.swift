// Assay: the byte level of JSON reading: white space, punctuation, errors.
// SPDX-License-Identifier: Apache-2.0

/// A position in a borrowed text, with the reads that every reader is made of.
///
/// The owner of a scanner keeps the bytes alive and unchanged while it is used. No read goes past the last byte.
struct JSONScanner {
    let bytes: UnsafeRawBufferPointer
    var position = 0

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    /// Skips white space; the byte that follows, or 0 (never a legal byte) at the end.
    @inline(__always)
    mutating func peek() -> UInt8 {
        while position < bytes.count {
            let byte = bytes[position]
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
            position &+= 1
        }
        return 0
    }

    /// Skips white space and the byte that must follow.
    @inline(__always)
    mutating func expect(_ byte: UInt8, _ what: StaticString) throws(JSONError) {
        guard peek() == byte else { throw unexpected(wanted: what) }
        position &+= 1
    }

    /// Skips the rest of a literal that starts here.
    mutating func literal(_ text: StaticString) throws(JSONError) {
        guard starts(with: text) else { throw unexpected(wanted: "a value") }
        position &+= text.utf8CodeUnitCount
    }

    /// True if these bytes stand here.
    func starts(with text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard bytes.count &- position >= count else { return false }
        // Safe: a StaticString written as a literal of several ASCII characters is a pointer to `count` bytes.
        let wanted = UnsafeRawBufferPointer(start: text.utf8Start, count: count)
        return wanted.elementsEqual(bytes[position..<(position &+ count)])
    }

    /// Fails unless only white space is left.
    mutating func finish() throws(JSONError) {
        _ = peek()
        guard position == bytes.count else { throw unexpected(wanted: "the end of the text") }
    }

    /// An error at a byte offset; the line and the column are counted only now, so that reading does not pay for them.
    func failure(_ message: String, at offset: Int) -> JSONError {
        var line = 1
        var lineStart = 0
        for index in 0..<min(offset, bytes.count) where bytes[index] == 0x0A {
            line += 1
            lineStart = index + 1
        }
        return JSONError(message, offset: offset, line: line, column: offset - lineStart + 1)
    }

    /// The error for the byte at the position.
    func unexpected(wanted: StaticString) -> JSONError {
        failure("expected \(wanted), found \(found(at: position))", at: position)
    }

    /// The byte at an offset, in words.
    func found(at offset: Int) -> String {
        guard offset < bytes.count else { return "the end of the text" }
        let byte = bytes[offset]
        if byte > 0x20 && byte < 0x7F { return "'\(Character(Unicode.Scalar(byte)))'" }
        return "byte 0x\(byte < 16 ? "0" : "")\(String(byte, radix: 16))"
    }
}
