// Assay: percent-encoding.
// SPDX-License-Identifier: Apache-2.0

/// Percent-encoded texts.
public enum PercentText {
    /// The text decoded once; nil when there is nothing to decode.
    public static func decoded(_ text: [UInt8]) -> [UInt8]? {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var index = 0
        while index < text.count {
            if text[index] == UInt8(ascii: "%"), index + 2 < text.count, let high = digit(text[index + 1]),
                let low = digit(text[index + 2])
            {
                result.append(high << 4 | low)
                index += 3
            } else {
                result.append(text[index])
                index += 1
            }
        }
        return result.count == text.count ? nil : result
    }

    /// The text with every byte encoded but letters, digits and those of `plain`.
    public static func encoded(_ text: String, plain: StaticString) -> String {
        let kept = UnsafeBufferPointer(start: plain.utf8Start, count: plain.utf8CodeUnitCount)
        var result: [UInt8] = []
        for byte in text.utf8 {
            if isAlphanumeric(byte) || kept.contains(byte) {
                result.append(byte)
            } else {
                result += [UInt8(ascii: "%"), hexadecimal(byte >> 4), hexadecimal(byte & 15)]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Whether a byte is a letter or digit of ASCII.
    public static func isAlphanumeric(_ byte: UInt8) -> Bool {
        0x30...0x39 ~= byte || 0x41...0x5A ~= byte || 0x61...0x7A ~= byte
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }

    private static func hexadecimal(_ nibble: UInt8) -> UInt8 { nibble < 10 ? 0x30 + nibble : 0x37 + nibble }
}
