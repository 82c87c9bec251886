// Assay: one field of a message.
// SPDX-License-Identifier: Apache-2.0

/// A field: its two spellings, its type, and the value it has while unset.
public struct FieldSchema: Sendable {
    /// What a field holds.
    public enum Kind: Sendable {
        /// A text.
        case string
        /// A whole number of 32 bits.
        case int32
        /// A whole number of 64 bits.
        case int64
        /// A number.
        case double
        /// A truth value.
        case bool
        /// One of a fixed set of names.
        case enumeration(EnumSchema)
        /// A message.
        case message(MessageSchema)
    }

    /// Where the value of a field comes from.
    enum Source: Sendable {
        /// The JSON object, or the query of a GET.
        case message
        /// A parameter in the path alone.
        case path
        /// A parameter of the query alone, whatever the method.
        case query
    }

    /// The name, in snake case.
    public let name: String
    /// The name in camel case, which JSON may have as well.
    public let jsonName: String
    /// What the field, or each element of it, holds.
    public let kind: Kind
    /// True if the field holds a list.
    public let isRepeated: Bool
    /// What an unset field of a number, a truth value or an enumeration reads as.
    public let defaultNumber: Int64
    let source: Source
    /// The name's UTF-8.
    let nameBytes: [UInt8]

    /// True if the two spellings differ.
    var hasTwoSpellings: Bool { jsonName.utf8.count != nameBytes.count }

    /// True if the JSON object may have the field.
    var isInMessage: Bool { source == .message }

    private init(
        _ name: String, _ kind: Kind, isRepeated: Bool = false, defaultNumber: Int64 = 0, source: Source = .message
    ) {
        self.name = name
        self.jsonName = Self.camelCase(name)
        self.kind = kind
        self.isRepeated = isRepeated
        self.defaultNumber = defaultNumber
        self.source = source
        nameBytes = Array(name.utf8)
    }

    /// Protobuf's rule: an underscore goes, and the letter after it becomes a capital.
    private static func camelCase(_ name: String) -> String {
        var result = ""
        var afterUnderscore = false
        for character in name {
            if character == "_" {
                afterUnderscore = true
            } else {
                result += afterUnderscore ? character.uppercased() : String(character)
                afterUnderscore = false
            }
        }
        return result
    }
}

extension FieldSchema {
    /// A text.
    static func string(_ name: String) -> FieldSchema { FieldSchema(name, .string) }

    /// A list of texts.
    static func strings(_ name: String) -> FieldSchema { FieldSchema(name, .string, isRepeated: true) }

    /// A whole number of 32 bits.
    static func int32(_ name: String, default number: Int64 = 0) -> FieldSchema {
        FieldSchema(name, .int32, defaultNumber: number)
    }

    /// A whole number of 64 bits.
    static func int64(_ name: String, default number: Int64 = 0) -> FieldSchema {
        FieldSchema(name, .int64, defaultNumber: number)
    }

    /// A number.
    static func double(_ name: String) -> FieldSchema { FieldSchema(name, .double) }

    /// A truth value.
    static func bool(_ name: String, default value: Bool = false) -> FieldSchema {
        FieldSchema(name, .bool, defaultNumber: value ? 1 : 0)
    }

    /// One of the names of an enumeration; the first one while unset, if nothing else is said.
    static func enumeration(_ name: String, _ schema: EnumSchema, default number: Int64? = nil) -> FieldSchema {
        FieldSchema(name, .enumeration(schema), defaultNumber: number ?? schema.firstNumber)
    }

    /// A message.
    static func message(_ name: String, _ schema: MessageSchema) -> FieldSchema { FieldSchema(name, .message(schema)) }

    /// A list of messages.
    static func messages(_ name: String, _ schema: MessageSchema) -> FieldSchema {
        FieldSchema(name, .message(schema), isRepeated: true)
    }

    /// A text that only the path has.
    static func path(_ name: String) -> FieldSchema { FieldSchema(name, .string, source: .path) }

    /// A text that only the query has.
    static func query(_ name: String) -> FieldSchema { FieldSchema(name, .string, source: .query) }
}
