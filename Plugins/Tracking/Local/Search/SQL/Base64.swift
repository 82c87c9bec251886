// Assay: Base64 as Python reads it.
// SPDX-License-Identifier: Apache-2.0

/// The alphabet of RFC 4648, with padding.
enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    private static let digits: [UInt8: UInt32] = Dictionary(
        uniqueKeysWithValues: alphabet.enumerated().map { ($1, UInt32($0)) })

    static func encode(_ bytes: [UInt8]) -> String {
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let count = min(3, bytes.count - index)
            var group: UInt32 = 0
            for offset in 0..<3 { group = group << 8 | (offset < count ? UInt32(bytes[index + offset]) : 0) }
            for place in 0..<4 {
                let digit = Int(group >> UInt32(18 - 6 * place)) & 0x3F
                result.append(place <= count ? alphabet[digit] : 0x3D)
            }
            index += 3
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The bytes, or nil where the padding is wrong; what is not of the alphabet is passed over.
    static func decode(_ text: String) -> [UInt8]? {
        var result: [UInt8] = []
        var (group, count): (UInt32, Int) = (0, 0)
        var padding = 0
        for byte in text.utf8 {
            if byte == 0x3D {
                padding += 1
                if count >= 2, count + padding >= 4 { break }
                continue
            }
            guard let digit = digits[byte] else { continue }
            (group, count, padding) = (group << 6 | digit, count + 1, 0)
            if count == 4 {
                for shift in [16, 8, 0] { result.append(UInt8(truncatingIfNeeded: group >> UInt32(shift))) }
                (group, count) = (0, 0)
            }
        }
        guard count == 0 || (count >= 2 && count + padding >= 4) else { return nil }
        if count >= 2 { result.append(UInt8(truncatingIfNeeded: group >> UInt32(6 * count - 8))) }
        if count == 3 { result.append(UInt8(truncatingIfNeeded: group >> 2)) }
        return result
    }
}
