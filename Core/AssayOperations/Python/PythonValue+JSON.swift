// Assay: values as json.dumps writes them.
// SPDX-License-Identifier: Apache-2.0

extension PythonValue {
    /// What `json.dumps(value)` writes.
    var json: String {
        switch self {
        case .array(let elements): "[" + elements.map(\.json).joined(separator: ", ") + "]"
        case .object(let object):
            "{" + object.members.map { Self.name($0) + ": " + $0.value.json }.joined(separator: ", ") + "}"
        default: compactJSON
        }
    }

    private static func name(_ member: PythonObject.Member) -> String {
        member.surrogateKey.map { PythonText.json(units: $0) } ?? PythonText.json(member.key)
    }

    /// What `json.dumps(value, sort_keys=True, separators=(",", ":"))` writes.
    var compactJSON: String {
        switch self {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        case .bigInteger(let digits): digits
        case .float(let value): Self.json(value)
        case .string(let text): PythonText.json(text)
        case .surrogates(let units): PythonText.json(units: units)
        case .array(let elements): "[" + elements.map(\.compactJSON).joined(separator: ",") + "]"
        case .object(let object): Self.json(object)
        }
    }

    private static func json(_ number: Double) -> String {
        if number.isNaN { return "NaN" }
        if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
        return PythonText.notation(of: number)
    }

    private static func json(_ object: PythonObject) -> String {
        let members = object.members.map { member in
            let units = member.surrogateKey
            return (
                order: units.map { $0.map(UInt32.init) } ?? member.key.unicodeScalars.map(\.value),
                text: name(member) + ":" + member.value.compactJSON
            )
        }
        let sorted = members.sorted { $0.order.lexicographicallyPrecedes($1.order) }
        return "{" + sorted.map(\.text).joined(separator: ",") + "}"
    }
}
