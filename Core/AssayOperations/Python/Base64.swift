// Assay: base64 as Python's base64 module has it.
// SPDX-License-Identifier: Apache-2.0

/// Base64 as Python's `b64encode` and `b64decode` have it: decoding passes over what is outside of the alphabet, and ends
/// where padding makes a group of four whole.
enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let word = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
            for place in 0..<4 {
                let digit = alphabet[Int(word >> UInt32(18 - 6 * place) & 63)]
                text.append(place <= group.count ? digit : UInt8(ascii: "="))
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes; nil when the last group is not whole.
    static func decode(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var (digits, word, padding) = (0, UInt32(0), 0)
        for byte in text.utf8 {
            if byte == UInt8(ascii: "=") {
                guard digits >= 2 else { continue }
                padding += 1
                if digits + padding >= 4 { return bytes }
                continue
            }
            guard let value = alphabet.firstIndex(of: byte) else { continue }
            padding = 0
            word = word << 6 | UInt32(value)
            digits += 1
            if digits > 1 { bytes.append(UInt8(truncatingIfNeeded: word >> UInt32(8 - 2 * digits))) }
            if digits == 4 { (digits, word) = (0, 0) }
        }
        return digits == 0 ? bytes : nil
    }
}
