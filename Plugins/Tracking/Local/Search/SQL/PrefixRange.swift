// Assay: the texts that begin with a prefix, as a range.
// SPDX-License-Identifier: Apache-2.0

/// From the prefix to the first text behind all that begin with it, in the order of bytes.
struct PrefixRange {
    let lower: String
    /// Nil where every later text begins with the prefix.
    let upper: String?

    init(_ prefix: String) {
        lower = prefix
        var scalars = Array(prefix.unicodeScalars)
        while let last = scalars.popLast() {
            // The order of code points is that of their bytes in UTF-8; surrogates are none.
            let next = last.value == 0xD7FF ? 0xE000 : last.value + 1
            if let scalar = Unicode.Scalar(next) {
                upper = scalars.string(scalars.indices) + String(scalar)
                return
            }
        }
        upper = nil
    }
}

/// What of a LIKE pattern the databases need to know.
struct LikePattern {
    /// The text before the first wildcard.
    let prefix: String
    /// Whether the pattern is the prefix and one `%`.
    let isPrefixOnly: Bool
    /// Whether it has no wildcard.
    let isPlain: Bool

    init(_ pattern: String) {
        let scalars = Array(pattern.unicodeScalars)
        let end = scalars.firstIndex { $0 == "%" || $0 == "_" } ?? scalars.count
        prefix = scalars.string(0..<end)
        isPlain = end == scalars.count
        isPrefixOnly = end == scalars.count - 1 && scalars.last == "%"
    }

    /// The same pattern for SQLite's GLOB, which minds case whatever the connection's settings.
    static func glob(_ pattern: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in pattern.unicodeScalars {
            switch scalar {
            case "%": result.append("*")
            case "_": result.append("?")
            case "*", "?", "[": result.append(contentsOf: ["[", scalar, "]"])
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    /// Letters A to Z in small, others as they are.
    static func folded(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { ("A"..."Z").contains($0) ? lower($0) : $0 }))
    }

    private static func lower(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value + 0x20))
    }
}
