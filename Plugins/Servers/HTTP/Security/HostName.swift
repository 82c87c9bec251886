// Assay: the host in a Host header.
// SPDX-License-Identifier: Apache-2.0

/// "localhost", "10.0.0.1:5000", "[::1]:5000": a host, and a port that is a number.
struct HostName {
    /// Without the port.
    let text: Substring
    /// Whether it is an IP address and no name.
    let isAddress: Bool

    /// Nil for what is no host at all.
    init?(_ header: String) {
        if header.first == "[" {
            guard let end = header.firstIndex(of: "]") else { return nil }
            text = header[header.index(after: header.startIndex)..<end]
            guard Self.isV6(text), Self.isPort(header[header.index(after: end)...]) else { return nil }
            isAddress = true
        } else if header.utf8.count(where: { $0 == UInt8(ascii: ":") }) > 1 {
            text = header[...]
            guard Self.isV6(text) else { return nil }
            isAddress = true
        } else {
            text = header.prefix { $0 != ":" }
            guard !text.isEmpty, text.utf8.allSatisfy({ Self.isPlain($0) }), Self.isPort(header[text.endIndex...])
            else { return nil }
            isAddress = Self.isV4(text)
        }
    }

    private static func isPort(_ text: Substring) -> Bool {
        text.isEmpty || (text.first == ":" && text.utf8.dropFirst().allSatisfy { (0x30...0x39).contains($0) })
    }

    private static func isV4(_ text: Substring) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4
            && parts.allSatisfy { part in
                (1...3).contains(part.utf8.count) && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
                    && UInt8(part) != nil
            }
    }

    private static func isV6(_ text: Substring) -> Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        return (3...9).contains(parts.count)
            && parts.allSatisfy { part in
                part.utf8.count > 4 ? isV4(part) : part.allSatisfy { $0.isASCII && $0.isHexDigit }
            }
    }

    /// Letters, digits, and what names in private networks have besides; nothing that a URL is taken apart at.
    private static func isPlain(_ byte: UInt8) -> Bool {
        let others: StaticString = "-._~%!$&*+="
        return (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            || byte >= 0x80
            || UnsafeBufferPointer(start: others.utf8Start, count: others.utf8CodeUnitCount).contains(byte)
    }
}
