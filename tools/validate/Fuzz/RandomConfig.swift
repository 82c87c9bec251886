// Assay: random configs.
// SPDX-License-Identifier: Apache-2.0

/// Makes configs that fit a schema more or less, and texts that are no JSON at all.
struct RandomConfig {
    private static let words = [
        "", "x", "http://127.0.0.1:9/", "-1", "0", "../../x", "/dev/null", "\u{0}", "é", "1s", "10m", "nan",
        String(repeating: "a", count: 5000),
    ]
    private static let numbers: [Double] = [
        0, 1, -1, 0.5, 2, 10, 1000, 65536, 4_294_967_295, 4_294_967_296, -2_147_483_649, 1e18, 1e300, 1e-300,
    ]

    let samples: ConfigSamples
    let schema: JSON

    /// The text of a config.
    func text(_ random: inout SeededRandom) -> String {
        switch random.below(10) {
        case 0: return garbage(&random)
        case 1: return broken(value(schema, &random, depth: 0).text, &random)
        case 2...4: return samples.minimal.text
        default: return value(schema, &random, depth: 0).text
        }
    }

    private func value(_ schema: JSON, _ random: inout SeededRandom, depth: Int) -> JSON {
        let schema = samples.resolved(schema)
        guard depth < 8 else { return .null }
        if random.below(12) == 0 { return anything(&random, depth: depth) }
        if let choices = schema["enum"]?.elements, !choices.isEmpty { return choices[random.below(choices.count)] }
        switch ConfigSamples.types(of: schema).first {
        case "array":
            guard let items = schema["items"] else { return .array([]) }
            return .array((0..<random.below(4)).map { _ in value(items, &random, depth: depth + 1) })
        case "string": return .string(Self.words[random.below(Self.words.count)])
        case "integer": return .number(Self.numbers[random.below(Self.numbers.count)].rounded())
        case "number": return .number(Self.numbers[random.below(Self.numbers.count)])
        case "boolean": return .bool(random.below(2) == 0)
        default: return object(schema, &random, depth: depth)
        }
    }

    private func object(_ schema: JSON, _ random: inout SeededRandom, depth: Int) -> JSON {
        let required = schema["required"]?.elements?.compactMap(\.string) ?? []
        var members: [JSON.Member] = []
        for property in schema["properties"]?.members ?? [] {
            guard random.below(required.contains(property.name) ? 20 : 2) > 0 else { continue }
            members.append(
                JSON.Member(name: property.name, value: value(property.value, &random, depth: depth + 1)))
        }
        if random.below(20) == 0 {
            members.append(JSON.Member(name: "unknown", value: anything(&random, depth: depth)))
        }
        return .object(members)
    }

    private func anything(_ random: inout SeededRandom, depth: Int) -> JSON {
        switch random.below(6) {
        case 0: .null
        case 1: .bool(true)
        case 2: .number(Self.numbers[random.below(Self.numbers.count)])
        case 3: .string(Self.words[random.below(Self.words.count)])
        case 4: .array(depth < 6 ? [anything(&random, depth: depth + 1)] : [])
        default: .object([])
        }
    }

    /// The text with one byte changed, or cut.
    private func broken(_ text: String, _ random: inout SeededRandom) -> String {
        var bytes = Array(text.utf8)
        guard !bytes.isEmpty else { return text }
        let place = random.below(bytes.count)
        if random.below(2) == 0 {
            bytes.removeSubrange(place...)
        } else {
            bytes[place] = UInt8(1 + random.below(126))
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func garbage(_ random: inout SeededRandom) -> String {
        let bytes = (0..<random.below(64)).map { _ in UInt8(1 + random.below(255)) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
