// Assay: a JSON value for a message, by protobuf's rules as its Python library applies them.
// SPDX-License-Identifier: Apache-2.0

/// Fills messages from JSON. Unknown members are ignored; what was set before a failure stays set, what would have come
/// after it stays unset.
enum MessageParser {
    /// Sets the fields of a message that a JSON value gives.
    static func parse(_ value: PythonValue, into message: inout Request) throws(ParseFailure) {
        switch value {
        case .object(let object):
            for member in object.members {
                // The library looks the name up as UTF-8, which such a name is not.
                guard member.surrogateKey == nil else { throw .fault }
                guard let place = try place(of: member.key, in: message.schema) else { continue }
                try set(member.value, at: place, of: &message)
            }
        case .array(let elements):
            // Python walks over the elements as if they were the names of members.
            for element in elements {
                if case .surrogates = element { throw .fault }
                guard case .string(let name) = element, try place(of: name, in: message.schema) == nil else {
                    throw .wrong
                }
            }
        case .string: break
        case .surrogates: throw .fault
        default: throw .wrong
        }
    }

    private static func place(of name: String, in schema: MessageSchema) throws(ParseFailure) -> Int? {
        if let place = schema.index(spelled: name) { return place }
        if isExtensionName(name) { throw .wrong }
        return nil
    }

    /// True for `[name.of.an.extension]`; no message takes one.
    private static func isExtensionName(_ name: String) -> Bool {
        guard name.utf8.first == UInt8(ascii: "[") else { return false }
        let text = name.utf8.last == UInt8(ascii: "\n") ? name.utf8.dropLast() : name.utf8[...]
        return text.last == UInt8(ascii: "]")
            && text.dropFirst().dropLast().allSatisfy { byte in
                byte &- UInt8(ascii: "0") < 10 || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
                    || (byte | 0x20) &- UInt8(ascii: "a") < 26
            }
    }

    private static func set(
        _ value: PythonValue, at place: Int, of message: inout Request
    ) throws(ParseFailure) {
        let field = message.schema.fields[place]
        if case .null = value {
            message.slots[place] = .unset
        } else if field.isRepeated {
            message.slots[place] = .unset
            guard case .array(let elements) = value else { throw .wrong }
            try append(elements, to: &message.slots[place], field)
        } else if case .message(let schema) = field.kind {
            var inner = message.message(field.name) ?? Request(schema)
            defer { message.slots[place] = .message(inner) }
            try parse(value, into: &inner)
        } else if let slot = try ScalarConversion.slot(value, field.kind) {
            message.slots[place] = slot
        }
    }

    private static func append(
        _ elements: [PythonValue], to slot: inout Request.Slot, _ field: FieldSchema
    ) throws(ParseFailure) {
        if case .message(let schema) = field.kind {
            var list: [Request] = []
            list.reserveCapacity(elements.count)
            defer { slot = .messages(list) }
            for element in elements {
                list.append(Request(schema))
                if case .null = element { throw .wrong }
                try parse(element, into: &list[list.count - 1])
            }
        } else {
            var list: [String] = []
            defer { slot = .strings(list) }
            for element in elements { list.append(try ScalarConversion.string(element)) }
        }
    }
}
