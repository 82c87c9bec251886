// Assay: where the next page of a list begins.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON
internal import AssayKit
internal import AssayOperations

/// The place after which the next page of a list begins: the values of the last row by which the list is ordered, and
/// what tells rows apart that are equal in them. So a page costs the same wherever it is, and rows that come or go
/// meanwhile neither repeat nor hide others.
struct PageToken {
    /// The values, in the list's order.
    var values: [SQLValue]
    /// What the list was asked for, as texts that must be the same for the next page; most lists have none.
    var members: [(name: String, value: JSONValue)] = []

    init(_ values: [SQLValue]) {
        self.values = values
    }

    /// The token as clients get it.
    var text: String {
        var writer = JSONWriter()
        writer.beginObject()
        for member in members {
            writer.key(member.name)
            writer.value(member.value)
        }
        writer.member("after", values) { writer, value in
            switch value {
            case .int(let number?): writer.integer(number)
            case .double(let number?): writer.number(number)
            case .text(let text?): writer.string(text)
            default: writer.null()
            }
        }
        writer.endObject()
        return Base64.encode(writer.bytes)
    }

    /// Reads a token whose values have these types. What no server of ours has made is refused in MLflow's words.
    init(_ text: String, _ types: [SQLType]) throws(APIError) {
        guard let bytes = Base64.decode(text) else {
            throw .invalidParameter("Invalid page token, could not base64-decode")
        }
        guard let decoded = String(validating: bytes, as: UTF8.self), let object = try? JSONValue(parsing: decoded)
        else {
            throw .invalidParameter("Invalid page token, decoded value=\(PythonText.repr(bytes: bytes))")
        }
        let found = object["after"]?.arrayValue ?? []
        values = zip(found, types).compactMap { Self.value($0, $1) }
        guard values.count == types.count, found.count == types.count else {
            throw .invalidParameter("Invalid page token, parsed value=\(object.text())")
        }
        members = object.objectValue?.map { (name: $0.key, value: $0.value) } ?? []
    }

    private static func value(_ value: JSONValue, _ type: SQLType) -> SQLValue? {
        switch type {
        case .int: value.isNull ? .int(nil) : value.intValue.map { .int($0) }
        case .double: value.isNull ? .double(nil) : value.doubleValue.map { .double($0) }
        case .text: value.isNull ? .text(nil) : value.stringValue.map { .text($0) }
        case .bytes: nil
        }
    }
}
