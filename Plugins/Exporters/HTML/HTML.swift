// Assay: texts in HTML.
// SPDX-License-Identifier: Apache-2.0

/// A piece of HTML. Texts from outside get in only through `text`, which escapes them.
struct HTML: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    private(set) var source: String

    /// HTML as written in this program.
    init(stringLiteral source: String) { self.source = source }

    init(stringInterpolation: Interpolation) { source = stringInterpolation.source }

    private init(source: String) { self.source = source }

    /// A text, escaped for content and attributes alike; control characters, which HTML forbids, become "\u{FFFD}".
    static func text(_ text: String) -> HTML {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            case "\t", "\n", "\r": escaped.unicodeScalars.append(scalar)
            default:
                let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
                escaped.unicodeScalars.append(isControl ? "\u{FFFD}" : scalar)
            }
        }
        return HTML(source: escaped)
    }

    static func + (left: HTML, right: HTML) -> HTML { HTML(source: left.source + right.source) }

    static func += (left: inout HTML, right: HTML) { left.source += right.source }

    /// Inserts HTML as it is, and texts escaped.
    struct Interpolation: StringInterpolationProtocol {
        fileprivate var source = ""

        init(literalCapacity: Int, interpolationCount: Int) { source.reserveCapacity(literalCapacity) }

        mutating func appendLiteral(_ literal: String) { source += literal }
        mutating func appendInterpolation(_ html: HTML) { source += html.source }
        mutating func appendInterpolation(_ text: String) { source += HTML.text(text).source }
        mutating func appendInterpolation(_ number: some BinaryInteger) { source += "\(number)" }
    }
}

extension Sequence<HTML> {
    /// One piece after the other.
    func joined() -> HTML { reduce(into: "") { $0 += $1 } }
}
