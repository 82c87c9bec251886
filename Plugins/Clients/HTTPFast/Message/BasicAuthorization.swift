// Assay: the Authorization header of a user and a password in a URL.
// SPDX-License-Identifier: Apache-2.0

/// RFC 7617.
enum BasicAuthorization {
    /// The header line for "user:password", percent-encoded as in a URL; nil when that is wrong.
    static func line(_ userInfo: ByteView) -> String? {
        var bytes: [UInt8] = []
        var index = 0
        while index < userInfo.count {
            if userInfo[index] == 37 {
                guard index + 2 < userInfo.count, let high = ASCII.hexValue(userInfo[index + 1]),
                    let low = ASCII.hexValue(userInfo[index + 2])
                else { return nil }
                bytes.append(high << 4 | low)
                index += 3
            } else {
                bytes.append(userInfo[index])
                index += 1
            }
        }
        if !bytes.contains(ASCII.colon) { bytes.append(ASCII.colon) }
        return "Authorization: Basic " + base64(bytes) + "\r\n"
    }

    private static func base64(_ bytes: [UInt8]) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            var word = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            word <<= UInt32(8 * (3 - group.count))
            for position in 0..<4 {
                let value = Int(word >> UInt32(18 - 6 * position)) & 63
                text.append(position <= group.count ? alphabet[value] : UInt8(ascii: "="))
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
