// Assay: the shape of a request, or of an object inside one.
// SPDX-License-Identifier: Apache-2.0

/// The fields of a message, in the order of its definition. One instance describes every message of its kind.
public final class MessageSchema: Sendable {
    /// The message's name, for descriptions.
    public let name: String
    /// The fields; a `Request` keeps its values in this order.
    public let fields: [FieldSchema]

    /// Makes a schema.
    public init(_ name: String, _ fields: [FieldSchema]) {
        self.name = name
        self.fields = fields
    }

    /// The place of a field by its name in the schema, nil if there is none of that name.
    public func index(of name: String) -> Int? {
        fields.firstIndex { $0.name == name }
    }

    /// The place of a field by either of its spellings, as JSON may have it.
    func index(spelled key: String) -> Int? {
        fields.firstIndex { $0.isInMessage && ($0.jsonName.hasSameUTF8(as: key) || $0.name.hasSameUTF8(as: key)) }
    }
}
