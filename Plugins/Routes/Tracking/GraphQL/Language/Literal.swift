// Assay: values that stand in a GraphQL document.
// SPDX-License-Identifier: Apache-2.0

/// A value, and where it stands.
struct Literal: Sendable {
    /// `name: value` in an object.
    struct Member: Sendable {
        let name: Name
        let value: Literal
    }

    indirect enum Kind: Sendable {
        case variable(String)
        case int(String)
        case float(String)
        case string(String)
        case bool(Bool)
        case null
        case enumeration(String)
        case list([Literal])
        case object([Member])
    }

    let kind: Kind
    let offset: Int

    var isNull: Bool { if case .null = kind { true } else { false } }

    /// Its text as the messages show it.
    var text: String {
        switch kind {
        case .variable(let name): "$" + name
        case .int(let text), .float(let text), .enumeration(let text): text
        case .string(let text): Self.quoted(text)
        case .bool(let value): value ? "true" : "false"
        case .null: "null"
        case .list(let values): "[" + values.map(\.text).joined(separator: ", ") + "]"
        case .object(let members):
            "{ " + members.map { "\($0.name.text): \($0.value.text)" }.joined(separator: ", ") + " }"
        }
    }

    /// The same text for values that are the same: objects with their members by name.
    var canonicalText: String {
        switch kind {
        case .list(let values): "[" + values.map(\.canonicalText).joined(separator: ", ") + "]"
        case .object(let members):
            "{"
                + members.sorted { $0.name.text < $1.name.text }
                .map { "\($0.name.text): \($0.value.canonicalText)" }.joined(separator: ", ") + "}"
        default: text
        }
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\u{08}": result += "\\b"
            case "\u{0C}": result += "\\f"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\u{00}"..."\u{1F}", "\u{7F}"..."\u{9F}":
                let digits = String(scalar.value, radix: 16, uppercase: true)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
