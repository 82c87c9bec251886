// Assay: values in messages.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON
internal import AssayOperations

/// Values as Python prints them, cut where they are long or deep.
enum Inspection {
    private static let longestText = 240
    private static let longestList = 10
    private static let deepest = 2

    static func text(_ value: JSONValue, depth: Int = 0) -> String {
        switch value {
        case .null: "None"
        case .bool(let value): value ? "True" : "False"
        case .integer(let number): String(number)
        case .number(let number): PythonText.repr(number)
        case .string(let text): cut(PythonText.repr(text))
        case .array(let values) where values.isEmpty: "[]"
        case .object(let members) where members.isEmpty: "{}"
        case .array where depth == deepest: "[...]"
        case .object where depth == deepest: "{...}"
        case .array(let values): "[" + list(values) { text($0, depth: depth + 1) } + "]"
        case .object(let members):
            "{"
                + list(members) { "\(cut(PythonText.repr($0.key))): \(text($0.value, depth: depth + 1))" } + "}"
        }
    }

    /// Only what is shown is made a text: a message about one of many members is as long as any other.
    private static func list<Items: RandomAccessCollection>(
        _ items: Items, _ text: (Items.Element) -> String
    ) -> String {
        guard items.count > longestList else { return items.map(text).joined(separator: ", ") }
        let half = longestList / 2
        return (items.prefix(half).map(text) + ["..."] + items.suffix(half - 1).map(text)).joined(separator: ", ")
    }

    private static func cut(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard scalars.count > longestText else { return text }
        let head = max(0, (longestText - 3) / 2)
        let tail = max(0, longestText - 3 - head)
        return String(scalars.prefix(head)) + "..." + String(scalars.suffix(tail))
    }
}
