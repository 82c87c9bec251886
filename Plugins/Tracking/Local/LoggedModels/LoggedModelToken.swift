// Assay: where the next page of a search for logged models begins.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON
internal import AssayKit
internal import AssayOperations

/// What a search for logged models was asked for, which its tokens hold and which must be the same for the next page.
struct LoggedModelToken {
    private let experiments: [String]
    private let filter: String?
    private let order: [Request]

    init(_ request: Request) {
        experiments = request.strings("experiment_ids")
        filter = request.nonEmptyString("filter")
        order = request.messages("order_by")
    }

    /// The token of the page after the row with these values.
    func text(after values: [SQLValue]) -> String {
        var token = PageToken(values)
        token.members = members
        return token.text
    }

    /// The values after which the page begins; refuses a token of another search.
    func place(_ text: String, _ types: [SQLType]) throws(APIError) -> [SQLValue] {
        guard let bytes = Base64.decode(text) else { throw .serverFault("a page token is not Base64") }
        guard let token = try? JSONValue(parsing: String(decoding: bytes, as: UTF8.self)) else {
            throw .invalidParameter("Invalid page token: \(text). Expecting value: line 1 column 1 (char 0)")
        }
        let titles = ["Experiment IDs", "Filter string", "Order by"]
        let names = ["the requested experiment IDs", "the requested filter string", "the requested order by"]
        for (place, member) in members.enumerated() {
            let found = token[member.name] ?? .null
            guard found != member.value else { continue }
            throw .invalidParameter(
                """
                \(titles[place]) in the page token do\(place == 0 ? "" : "es") not match \(names[place]). Expected: \
                \(Self.python(member.value)). Found: \(Self.python(found))
                """)
        }
        return try PageToken(text, types).values
    }

    private var members: [(name: String, value: JSONValue)] {
        let terms = order.map { term in
            JSONValue.object([
                "field_name": .string(term.string("field_name")), "ascending": .bool(term.bool("ascending")),
                "dataset_name": term.nonEmptyString("dataset_name").map { .string($0) } ?? .null,
                "dataset_digest": term.nonEmptyString("dataset_digest").map { .string($0) } ?? .null,
            ])
        }
        return [
            ("experiment_ids", .array(experiments.map { .string($0) })),
            ("filter_string", filter.map { .string($0) } ?? .null), ("order_by", terms.isEmpty ? .null : .array(terms)),
        ]
    }

    /// A value as Python prints it.
    private static func python(_ value: JSONValue) -> String {
        if value.isNull { return "None" }
        if let flag = value.boolValue { return flag ? "True" : "False" }
        if let elements = value.arrayValue { return "[\(elements.map(python).joined(separator: ", "))]" }
        if let object = value.objectValue {
            return "{\(object.map { "\(PythonText.repr($0.key)): \(python($0.value))" }.joined(separator: ", "))}"
        }
        return value.stringValue.map { PythonText.repr($0) } ?? value.text()
    }
}
