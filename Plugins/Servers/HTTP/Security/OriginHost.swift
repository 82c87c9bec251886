// Assay: the host in an Origin header.
// SPDX-License-Identifier: Apache-2.0

/// The host of an origin such as "https://localhost:3000".
struct OriginHost {
    /// In lower case, without brackets; nil for "null" and its like.
    let name: String?

    init(_ origin: String) {
        guard var rest = Self.afterSlashes(origin) else {
            name = nil
            return
        }
        rest = rest.prefix { !"/?#".contains($0) }
        if let at = rest.lastIndex(of: "@") { rest = rest[rest.index(after: at)...] }
        if rest.first == "[" {
            name = rest.contains("]") ? rest.dropFirst().prefix { $0 != "]" }.lowercased() : nil
        } else {
            name = rest.prefix { $0 != ":" }.lowercased()
        }
    }

    /// Whether it is this machine's loopback.
    var isThisMachine: Bool { name == "localhost" || name == "127.0.0.1" || name == "::1" }

    /// What follows "scheme://" or "//".
    private static func afterSlashes(_ origin: String) -> Substring? {
        if origin.hasPrefix("//") { return origin.dropFirst(2) }
        guard let colon = origin.firstIndex(of: ":"), let first = origin.first, first.isASCII, first.isLetter,
            origin[..<colon].allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) })
        else { return nil }
        let rest = origin[origin.index(after: colon)...]
        return rest.hasPrefix("//") ? rest.dropFirst(2) : nil
    }
}
