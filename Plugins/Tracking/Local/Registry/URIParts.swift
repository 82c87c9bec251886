// Assay: the parts of a URI.
// SPDX-License-Identifier: Apache-2.0

/// The parts of a URI as Python's `urlsplit` finds them, which clients and MLflow use.
struct URIParts: Sendable {
    /// In lower case; empty when there is none.
    var scheme = ""
    /// What stands between `//` and the path: user, host and port.
    var authority = ""
    var path = ""

    /// Splits a URI; `#` is part of the path if there are to be no fragments.
    init(_ uri: String, allowsFragments: Bool = true) {
        var rest = Self.cleaned(uri)[...]
        if let colon = rest.firstIndex(of: ":"), Self.isScheme(rest[..<colon]) {
            scheme = String(rest[..<colon]).lowercased()
            rest = rest[rest.index(after: colon)...]
        }
        if rest.hasPrefix("//") {
            let end = rest.dropFirst(2).firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? rest.endIndex
            authority = String(rest[rest.index(rest.startIndex, offsetBy: 2)..<end])
            rest = rest[end...]
        }
        if allowsFragments { rest = rest.prefix { $0 != "#" } }
        path = String(rest.prefix { $0 != "?" })
    }

    /// The host without user and port, in lower case; empty when there is none.
    var host: String {
        let address = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
        if address.hasPrefix("[") { return String(address.dropFirst().prefix { $0 != "]" }).lowercased() }
        return String(address.prefix { $0 != ":" }).lowercased()
    }

    /// The parts of the path that are not empty, each with its percent escapes undone until there are none.
    var pathParts: [String] { path.split(separator: "/").map { PercentEncoding.fullyDecoded(String($0)) } }

    /// Line feeds and tabs anywhere, and controls and spaces at the begin, are no part of a URI.
    private static func cleaned(_ uri: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in uri.unicodeScalars {
            if scalars.isEmpty, scalar.value <= 0x20 { continue }
            if scalar == "\t" || scalar == "\r" || scalar == "\n" { continue }
            scalars.append(scalar)
        }
        return String(scalars)
    }

    private static func isScheme(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, isLetter(first) else { return false }
        return text.utf8.allSatisfy { byte in
            isLetter(byte) || byte &- UInt8(ascii: "0") < 10 || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
                || byte == UInt8(ascii: ".")
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }
}
