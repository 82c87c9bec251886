// Assay: a string inside a JSON text, not yet copied.
// SPDX-License-Identifier: Apache-2.0

/// A string as it stands in the text, checked but neither copied nor unescaped: valid only while the reader's bytes are.
///
/// Compare it with a literal in a `switch`, or take `string` to keep it.
public struct JSONText {
    /// The bytes between the quotes, escapes and all: valid UTF-8 with valid escapes.
    public let rawBytes: UnsafeRawBufferPointer
    /// True if at least one escape must be decoded.
    public let hasEscapes: Bool

    init(_ rawBytes: UnsafeRawBufferPointer, hasEscapes: Bool) {
        self.rawBytes = rawBytes
        self.hasEscapes = hasEscapes
    }

    /// A copy, unescaped.
    public var string: String {
        guard hasEscapes else { return String(decoding: rawBytes, as: UTF8.self) }
        return String(unsafeUninitializedCapacity: rawBytes.count) { unescape(into: $0) }
    }

    /// Appends the unescaped UTF-8 to a buffer.
    public func append(to bytes: inout [UInt8]) {
        guard hasEscapes else { return bytes.append(contentsOf: rawBytes) }
        bytes.append(contentsOf: string.utf8)
    }

    /// True if the unescaped text is these bytes.
    public static func == (text: JSONText, literal: StaticString) -> Bool {
        guard literal.hasPointerRepresentation else { return false }
        // Safe: a literal lives as long as the program.
        let wanted = UnsafeRawBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount)
        if !text.hasEscapes { return text.rawBytes.elementsEqual(wanted) }
        return text.string.utf8.elementsEqual(wanted)
    }

    /// Lets a text stand in a `switch` over literals.
    public static func ~= (literal: StaticString, text: JSONText) -> Bool { text == literal }

    /// Decodes into a buffer of at least `rawBytes.count` bytes (no escape is shorter than what it stands for).
    private func unescape(into output: UnsafeMutableBufferPointer<UInt8>) -> Int {
        var read = 0
        var written = 0
        while read < rawBytes.count {
            let byte = rawBytes[read]
            if byte != UInt8(ascii: "\\") || read &+ 1 >= rawBytes.count {
                output[written] = byte
                written &+= 1
                read &+= 1
                continue
            }
            let (scalar, length) = escape(at: read)
            read &+= length
            for unit in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
                output[written] = unit
                written &+= 1
            }
        }
        return written
    }

    /// The character that the escape at an offset stands for, and the escape's length.
    private func escape(at offset: Int) -> (Unicode.Scalar, Int) {
        let kind = rawBytes[offset &+ 1]
        switch kind {
        case UInt8(ascii: "b"): return ("\u{08}", 2)
        case UInt8(ascii: "f"): return ("\u{0C}", 2)
        case UInt8(ascii: "n"): return ("\n", 2)
        case UInt8(ascii: "r"): return ("\r", 2)
        case UInt8(ascii: "t"): return ("\t", 2)
        case UInt8(ascii: "u"): break
        default: return (Unicode.Scalar(kind), 2)
        }
        let high = rawBytes.hexUnit(at: offset &+ 2) ?? 0xFFFD
        guard high & 0xFC00 == 0xD800 else { return (Unicode.Scalar(high) ?? "\u{FFFD}", 6) }
        let low = rawBytes.hexUnit(at: offset &+ 8) ?? 0xDC00
        return (Unicode.Scalar(0x10000 &+ (high & 0x3FF) << 10 &+ (low & 0x3FF)) ?? "\u{FFFD}", 12)
    }
}
