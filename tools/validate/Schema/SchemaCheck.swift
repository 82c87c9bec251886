// Assay: whether a JSON Schema makes sense.
// SPDX-License-Identifier: Apache-2.0

/// Looks for mistakes in a schema for configs.
struct SchemaCheck {
    private static let types = ["object", "array", "string", "integer", "number", "boolean", "null"]
    private let samples: ConfigSamples

    init(_ samples: ConfigSamples) {
        self.samples = samples
    }

    /// Checks `schema`, which stands at `place`.
    func check(_ schema: JSON, at place: String, depth: Int = 0) throws(Ending) {
        guard depth < 32 else { throw .failed("\(place): deeper than 32") }
        if case .bool = schema { return }
        guard case .object = schema else { throw .failed("\(place): neither an object nor a boolean") }
        let types = ConfigSamples.types(of: schema)
        for type in types where !Self.types.contains(type) { throw .failed("\(place): unknown type '\(type)'") }
        try require(schema["type"] == nil || !types.isEmpty, "\(place): type is neither a string nor an array")
        try checkObject(schema, at: place, depth: depth)
        try checkRange(schema, at: place)
        if let items = schema["items"] { try check(items, at: place + "/items", depth: depth + 1) }
        if let values = schema["enum"] {
            try require(values.elements?.isEmpty == false, "\(place): enum is no array with elements")
        }
        if let value = schema["default"] {
            try require(Self.fits(value, types), "\(place): the default \(value.text) is not of the type")
        }
        if let reference = schema["$ref"]?.string, reference.hasPrefix("#") {
            try require(samples.resolved(schema) != schema, "\(place): '\(reference)' leads nowhere")
        }
    }

    private func checkObject(_ schema: JSON, at place: String, depth: Int) throws(Ending) {
        if let properties = schema["properties"] {
            guard case .object(let members) = properties else { throw .failed("\(place): properties is no object") }
            for member in members {
                try check(member.value, at: "\(place)/\(member.name)", depth: depth + 1)
            }
        }
        if let required = schema["required"] {
            let names = required.elements?.compactMap(\.string) ?? []
            try require(names.count == required.elements?.count, "\(place): required is no array of strings")
            for name in names where schema["properties"] != nil && schema["properties"]?[name] == nil {
                throw .failed("\(place): '\(name)' is required and not among the properties")
            }
        }
    }

    private func checkRange(_ schema: JSON, at place: String) throws(Ending) {
        for (low, high) in [("minimum", "maximum"), ("minLength", "maxLength"), ("minItems", "maxItems")] {
            for key in [low, high] where schema[key] != nil && schema[key]?.number == nil {
                throw .failed("\(place): \(key) is no number")
            }
            if let minimum = schema[low]?.number, let maximum = schema[high]?.number {
                try require(minimum <= maximum, "\(place): \(low) is above \(high)")
            }
        }
    }

    private static func fits(_ value: JSON, _ types: [String]) -> Bool {
        types.isEmpty
            || types.contains { type in
                switch (type, value) {
                case ("object", .object), ("array", .array), ("string", .string), ("boolean", .bool), ("null", .null),
                    ("number", .number):
                    true
                case ("integer", .number(let number)): number.rounded() == number
                default: false
                }
            }
    }
}
