// Assay: configs made from a component's schema.
// SPDX-License-Identifier: Apache-2.0

/// Makes configs from a JSON Schema: one that fits it, and many that do not. Knows the keywords that configs use: type,
/// properties, required, additionalProperties, items, enum, const, default, examples, minimum, maximum, minLength,
/// minItems, the first branch of oneOf, anyOf and allOf, and $ref within the schema.
struct ConfigSamples {
    let root: JSON

    init(schema: JSON) {
        root = schema
    }

    /// A config of the required members alone.
    var minimal: JSON { sample(root, depth: 0) }

    /// A value that fits `schema`.
    func sample(_ schema: JSON, depth: Int) -> JSON {
        let schema = resolved(schema)
        guard depth < 16 else { return .null }
        for key in ["const", "default"] {
            if let value = schema[key] { return value }
        }
        for key in ["examples", "enum"] {
            if let value = schema[key]?.elements?.first { return value }
        }
        switch Self.types(of: schema).first {
        case "object": return object(schema, depth: depth)
        case "array":
            let count = Int(clamping: Int64(schema["minItems"]?.number ?? 0))
            let item = schema["items"].map { sample($0, depth: depth + 1) } ?? .null
            return .array(Array(repeating: item, count: min(count, 64)))
        case "string": return string(schema)
        case "integer", "number": return .number(number(schema))
        case "boolean": return .bool(false)
        case "null": return .null
        default: return schema["properties"] == nil && depth > 0 ? .null : object(schema, depth: depth)
        }
    }

    /// The schema behind a reference, or the first branch of a choice.
    func resolved(_ schema: JSON, depth: Int = 0) -> JSON {
        guard depth < 16 else { return schema }
        if let reference = schema["$ref"]?.string, reference.hasPrefix("#/") {
            let target = reference.dropFirst(2).split(separator: "/").reduce(JSON?.some(root)) { $0?[String($1)] }
            return target.map { resolved($0, depth: depth + 1) } ?? schema
        }
        for key in ["oneOf", "anyOf", "allOf"] where schema["type"] == nil && schema["properties"] == nil {
            if let branch = schema[key]?.elements?.first { return resolved(branch, depth: depth + 1) }
        }
        return schema
    }

    /// The types that a schema names.
    static func types(of schema: JSON) -> [String] {
        if let type = schema["type"]?.string { return [type] }
        return schema["type"]?.elements?.compactMap(\.string) ?? []
    }

    private func object(_ schema: JSON, depth: Int) -> JSON {
        let required = requiredNames(schema)
        let properties = schema["properties"]?.members ?? []
        return .object(
            required.map { name in
                let property = properties.first { $0.name == name }?.value
                return JSON.Member(name: name, value: property.map { sample($0, depth: depth + 1) } ?? .string("x"))
            })
    }

    /// What an object must have: its own list, and that of the first branch of a choice.
    func requiredNames(_ schema: JSON) -> [String] {
        let branches = ["oneOf", "anyOf"].compactMap { schema[$0]?.elements?.first }
        return ([schema] + branches).flatMap { $0["required"]?.elements?.compactMap(\.string) ?? [] }
    }

    private func string(_ schema: JSON) -> JSON {
        let length = max(1, min(Int(clamping: Int64(schema["minLength"]?.number ?? 1)), 1024))
        switch schema["format"]?.string {
        case "uri": return .string("http://127.0.0.1:9/")
        case "date-time": return .string("2026-01-01T00:00:00Z")
        default: return .string(String(repeating: "x", count: length))
        }
    }

    private func number(_ schema: JSON) -> Double {
        if let minimum = schema["minimum"]?.number { return minimum }
        if let minimum = schema["exclusiveMinimum"]?.number { return minimum.rounded(.down) + 1 }
        return min(1, schema["maximum"]?.number ?? 1)
    }
}
