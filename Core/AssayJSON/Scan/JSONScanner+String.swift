// Assay: reading a JSON string: its end, its escapes, its UTF-8.
// SPDX-License-Identifier: Apache-2.0

extension JSONScanner {
    /// Reads the string whose opening quote is at the position; all of it is checked, nothing is copied.
    mutating func string() throws(JSONError) -> JSONText {
        let start = position &+ 1
        var at = start
        var hasEscapes = false
        while true {
            at = bytes.endOfPlainRun(from: at, stopsBeyondASCII: true)
            guard at < bytes.count else { throw failure("unterminated string", at: position) }
            let byte = bytes[at]
            if byte == UInt8(ascii: "\"") {
                position = at &+ 1
                return JSONText(UnsafeRawBufferPointer(rebasing: bytes[start..<at]), hasEscapes: hasEscapes)
            }
            if byte == UInt8(ascii: "\\") {
                hasEscapes = true
                at = try endOfEscape(at)
            } else if byte < 0x20 {
                throw failure("control character \(found(at: at)) in a string: write it as an escape", at: at)
            } else {
                at = try endOfCharacters(at)
            }
        }
    }

    /// Checks the escape whose backslash is at `start`; the offset after it.
    private func endOfEscape(_ start: Int) throws(JSONError) -> Int {
        guard start &+ 1 < bytes.count else { throw failure("unterminated string", at: start) }
        switch bytes[start &+ 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return start &+ 2
        case UInt8(ascii: "u"):
            return try endOfUnicodeEscape(start)
        default:
            throw failure("unknown escape: \(found(at: start &+ 1)) after a backslash", at: start)
        }
    }

    /// Checks `\uXXXX`, and the second half where it is the first of a surrogate pair.
    private func endOfUnicodeEscape(_ start: Int) throws(JSONError) -> Int {
        guard let unit = bytes.hexUnit(at: start &+ 2) else {
            throw failure("expected four hexadecimal digits after \\u", at: start)
        }
        guard unit & 0xF800 == 0xD800 else { return start &+ 6 }
        let next = start &+ 6
        guard unit < 0xDC00, next &+ 1 < bytes.count, bytes[next] == UInt8(ascii: "\\"),
            bytes[next &+ 1] == UInt8(ascii: "u"), let low = bytes.hexUnit(at: next &+ 2), low & 0xFC00 == 0xDC00
        else { throw failure("unpaired surrogate in a \\u escape", at: start) }
        return next &+ 6
    }

    /// Checks characters beyond ASCII, from `start` to the first ASCII byte; the offset of that byte.
    private func endOfCharacters(_ start: Int) throws(JSONError) -> Int {
        var at = start
        while at < bytes.count, bytes[at] >= 0x80 {
            let length = bytes.shortCharacterLength(at: at) ?? bytes.characterLength(at: at)
            guard length > 0 else { throw failure("invalid UTF-8: \(found(at: at))", at: at) }
            at &+= length
        }
        return at
    }
}
