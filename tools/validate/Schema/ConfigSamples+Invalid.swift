// Assay: configs that do not fit a schema.
// SPDX-License-Identifier: Apache-2.0

extension ConfigSamples {
    /// A config, and what is wrong with it.
    struct Invalid {
        let text: String
        let fault: String
    }

    /// Texts that are no JSON object.
    static let broken: [Invalid] = [
        Invalid(text: "", fault: "an empty text"), Invalid(text: "{", fault: "an object without end"),
        Invalid(text: "[]", fault: "an array"), Invalid(text: "null", fault: "null"),
        Invalid(text: "\"x\"", fault: "a string"), Invalid(text: "{\"a\" 1}", fault: "a member without ':'"),
        Invalid(text: "{} {}", fault: "two objects"),
        Invalid(text: String(repeating: "[", count: 100_000), fault: "100,000 arrays in each other"),
    ]

    /// Configs that break one rule of the schema each.
    func invalid(base: JSON) -> [Invalid] {
        let schema = resolved(root)
        var found: [Invalid] = []
        if schema["additionalProperties"] == .bool(false) {
            let name = "assay-validate-unknown"
            found.append(Invalid(text: base.setting(name, .number(1)).text, fault: "an unknown member '\(name)'"))
        }
        for name in schema["required"]?.elements?.compactMap(\.string) ?? [] {
            found.append(Invalid(text: base.removing(name).text, fault: "the missing member '\(name)'"))
        }
        for property in schema["properties"]?.members ?? [] {
            for (value, fault) in misfits(resolved(property.value)) {
                found.append(
                    Invalid(text: base.setting(property.name, value).text, fault: "\(fault) for '\(property.name)'"))
            }
        }
        return found
    }

    private func misfits(_ schema: JSON) -> [(JSON, String)] {
        var found: [(JSON, String)] = []
        let types = Self.types(of: schema)
        let values: [(String, JSON)] = [
            ("object", .object([])), ("array", .array([])), ("string", .string("x")), ("boolean", .bool(true)),
            ("number", .number(1.5)),
        ]
        if let (type, value) = values.first(where: { type, _ in
            !types.isEmpty && !types.contains(type) && !(type == "number" && types.contains("integer"))
        }) {
            found.append((value, "a value of type \(type)"))
        }
        if let minimum = schema["minimum"]?.number {
            found.append((.number(minimum - 1), "a value below the minimum"))
        }
        if let maximum = schema["maximum"]?.number {
            found.append((.number(maximum + 1), "a value above the maximum"))
        }
        if schema["enum"] != nil && (types.isEmpty || types.contains("string")) {
            found.append((.string("assay-validate-other"), "a value that is not in the enum"))
        }
        return found
    }
}

extension JSON {
    /// The object with a member set.
    func setting(_ name: String, _ value: JSON) -> JSON {
        .object(members.filter { $0.name != name } + [Member(name: name, value: value)])
    }

    /// The object without a member.
    func removing(_ name: String) -> JSON { .object(members.filter { $0.name != name }) }
}
