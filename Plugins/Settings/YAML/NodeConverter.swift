// Assay: YAML nodes as JSON.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON
import AssayKit
import CAssay
import Yams

/// Turns YAML nodes into JSON values.
struct NodeConverter {
    /// The most values of a document, aliases expanded: a few lines can stand for billions.
    static let limit = 100_000

    private var count = 0

    /// The value of a node.
    mutating func value(_ node: Node) throws -> JSONValue {
        count += 1
        guard count <= Self.limit else {
            throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "more than \(Self.limit) values, aliases expanded")
        }
        switch node {
        case .scalar(let scalar): return Self.value(scalar)
        case .sequence(let sequence): return .array(try sequence.map { try value($0) })
        case .mapping(let mapping): return .object(try object(mapping))
        case .alias: throw Self.error("an alias without its anchor", node)
        }
    }

    private mutating func object(_ mapping: Node.Mapping) throws -> JSONObject {
        var object = JSONObject()
        for (key, child) in mapping {
            guard let name = key.scalar?.string else { throw Self.error("a key must be a text", key) }
            guard object[name] == nil else { throw Self.error("'\(name)' is there twice", key) }
            object[name] = try value(child)
        }
        return object
    }

    /// Only plain scalars can be anything but a text.
    private static func value(_ scalar: Node.Scalar) -> JSONValue {
        let text = scalar.string
        guard scalar.style == .plain || scalar.style == .any else { return .string(text) }
        switch text {
        case "", "~", "null", "Null", "NULL": return .null
        case "true", "True", "TRUE": return .bool(true)
        case "false", "False", "FALSE": return .bool(false)
        default: break
        }
        if let number = Int64(text) { return .integer(number) }
        // Double also reads hexadecimal digits, "inf" and "nan", which are other things in YAML.
        let isDecimal = text.utf8.allSatisfy {
            (0x30...0x39).contains($0) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains($0)
        }
        if isDecimal, let number = Double(text), number.isFinite { return .number(number) }
        return .string(text)
    }

    private static func error(_ message: String, _ node: Node) -> AssayError {
        let place = node.mark.map { "line \($0.line), column \($0.column): " } ?? ""
        return AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, place + message)
    }
}
