// Assay: undoing percent escapes.
// SPDX-License-Identifier: Apache-2.0

/// Percent escapes in URIs.
enum PercentEncoding {
    /// The text with its escapes undone once; what is no escape stays. `+` may stand for a space.
    static func decoded(_ text: String, plusIsSpace: Bool = false) -> String {
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") }) else { return text }
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let value = UInt8(hexadecimal: rest.prefix(2)) {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(plusIsSpace && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The text with its escapes undone until there are none, so that nothing hides behind a second encoding.
    static func fullyDecoded(_ text: String, plusIsSpace: Bool = false) -> String {
        var text = text
        // Each round that changes something makes the text shorter or, once, replaces its plus signs.
        while true {
            let next = decoded(text, plusIsSpace: plusIsSpace)
            if next == text { return text }
            text = next
        }
    }
}

extension UInt8 {
    /// Reads exactly two hexadecimal digits.
    fileprivate init?(hexadecimal digits: Substring.UTF8View.SubSequence) {
        guard digits.count == 2 else { return nil }
        var value: UInt8 = 0
        for digit in digits {
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | (digit & 0x0F)
            case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"):
                value = value << 4 | ((digit & 0x0F) &+ 9)
            default: return nil
            }
        }
        self = value
    }
}
