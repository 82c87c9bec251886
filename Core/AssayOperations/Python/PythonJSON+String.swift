// Assay: the strings of a JSON text, as Python's json module reads them.
// SPDX-License-Identifier: Apache-2.0

extension PythonJSON {
    /// A text that was read: `units` only if it has unpaired surrogates, and `text` is an approximation then.
    struct Text {
        let text: String
        let units: [UInt16]?

        var value: PythonValue { units.map { .surrogates($0) } ?? .string(text) }

        init(_ text: String) {
            self.text = text
            units = nil
        }

        init(wtf8: some Sequence<UInt8>) {
            let bytes = Array(wtf8)
            text = String(decoding: bytes, as: UTF8.self)
            units = bytes.containsSurrogate ? bytes.utf16UnitsWithSurrogates : nil
        }
    }

    /// Reads the string whose quote is at the position.
    mutating func string() throws(Failure) -> Text {
        position += 1
        let start = position
        while position < bytes.count, bytes[position] >= 0x20, bytes[position] != UInt8(ascii: "\""),
            bytes[position] != UInt8(ascii: "\\")
        {
            position += 1
        }
        guard position < bytes.count else { throw .malformed }
        if take(UInt8(ascii: "\"")) { return Text(wtf8: bytes[start..<position - 1]) }
        return try stringWithEscapes(from: start)
    }

    private mutating func stringWithEscapes(from start: Int) throws(Failure) -> Text {
        var result = Array(bytes[start..<position])
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "\"") { return Text(wtf8: result) }
            guard byte >= 0x20 else { throw .malformed }
            if byte == UInt8(ascii: "\\") {
                try escape(into: &result)
            } else {
                result.append(byte)
            }
        }
        throw .malformed
    }

    private mutating func escape(into result: inout [UInt8]) throws(Failure) {
        guard position < bytes.count else { throw .malformed }
        let byte = bytes[position]
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): result.append(byte)
        case UInt8(ascii: "b"): result.append(0x08)
        case UInt8(ascii: "f"): result.append(0x0C)
        case UInt8(ascii: "n"): result.append(0x0A)
        case UInt8(ascii: "r"): result.append(0x0D)
        case UInt8(ascii: "t"): result.append(0x09)
        case UInt8(ascii: "u"):
            guard let unit = unit(at: position) else { throw .malformed }
            position += 4
            result.appendCodePoint(codePoint(from: unit))
        default: throw .malformed
        }
    }

    /// The character that a unit of UTF-16 makes, with the escape that follows if both are a pair.
    private mutating func codePoint(from unit: UInt32) -> UInt32 {
        guard unit & 0xFC00 == 0xD800, position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
            bytes[position + 1] == UInt8(ascii: "u"), let low = self.unit(at: position + 2), low & 0xFC00 == 0xDC00
        else { return unit }
        position += 6
        return 0x10000 + ((unit & 0x3FF) << 10 | low & 0x3FF)
    }

    private func unit(at place: Int) -> UInt32? {
        guard place + 4 <= bytes.count else { return nil }
        var result: UInt32 = 0
        for byte in bytes[place..<place + 4] {
            guard let digit = byte.hexadecimalDigit else { return nil }
            result = result << 4 | UInt32(digit)
        }
        return result
    }
}
