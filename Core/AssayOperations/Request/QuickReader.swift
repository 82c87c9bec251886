// Assay: reading the requests that clients really send, without a tree.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON

/// Reads a request in one pass, if it is an object whose members are all of their own types and pass all checks. It
/// gives up on everything else, and on nothing silently: the general reading then decides and finds the words.
struct QuickReader {
    /// Something is unusual, or not valid.
    struct GivesUp: Error {}

    /// The most elements of a list; what is longer is counted with all that is in it, value by value.
    static let mostElements = 50_000

    /// Points of metrics are kept as columns.
    let keepsColumns: Bool

    /// The request, nil if it is unusual.
    static func read(_ operation: Operation, _ body: UnsafeRawBufferPointer) -> Request? {
        guard !body.isEmpty else { return nil }
        for keepsColumns in [true, false] {
            var request = Request(operation.request)
            do {
                var reader = JSONReader(body)
                try QuickReader(keepsColumns: keepsColumns).readMembers(&reader, into: &request)
                try reader.finish()
            } catch {
                if operation.hasMetrics { continue }
                return nil
            }
            return operation.checks.allSatisfy { request.passes($0) } ? request : nil
        }
        return nil
    }

    private func readMembers(_ reader: inout JSONReader, into request: inout Request) throws {
        try reader.beginObject()
        var seen: UInt64 = 0
        var expected = 0
        while let key = try reader.nextKey() {
            guard let place = try place(of: key, in: request.schema, expected: expected) else {
                try reader.skipValue()
                continue
            }
            let bit: UInt64 = 1 << UInt64(place & 63)
            guard place < 64, seen & bit == 0 else { throw GivesUp() }
            seen |= bit
            expected = place + 1
            request.slots[place] = try slot(&reader, request.schema.fields[place])
        }
    }

    /// The place of a member that is spelled as its field, nil for one that is not in the schema. Members mostly come
    /// in the order of the fields.
    private func place(of key: JSONText, in schema: MessageSchema, expected: Int) throws -> Int? {
        let fields = schema.fields
        if expected < fields.count, key.isSpelled(fields[expected].nameBytes), fields[expected].isInMessage {
            return expected
        }
        guard !key.hasEscapes, key.rawBytes.first != UInt8(ascii: "[") else { throw GivesUp() }
        for (place, field) in fields.enumerated() where field.isInMessage {
            if key.isSpelled(field.nameBytes) { return place }
            if field.hasTwoSpellings, key.isSpelled(Array(field.jsonName.utf8)) { throw GivesUp() }
        }
        return nil
    }

    private func slot(_ reader: inout JSONReader, _ field: FieldSchema) throws -> Request.Slot {
        if field.isRepeated { return try list(&reader, field) }
        switch field.kind {
        case .string: return .string(try reader.string())
        case .int32:
            let number = try reader.wholeNumber()
            guard Int32(exactly: number) != nil else { throw GivesUp() }
            return .integer(number)
        case .int64: return .integer(try reader.wholeNumber())
        case .double: return .double(try reader.numberOrName())
        case .bool: return .integer(try reader.bool() ? 1 : 0)
        case .enumeration(let schema):
            guard let number = schema.number(of: try reader.string()) else { throw GivesUp() }
            return .integer(number)
        case .message(let schema):
            var inner = Request(schema)
            try readMembers(&reader, into: &inner)
            return .message(inner)
        }
    }

    private func list(_ reader: inout JSONReader, _ field: FieldSchema) throws -> Request.Slot {
        guard case .message(let schema) = field.kind else {
            var list: [String] = []
            try reader.beginArray()
            while try reader.nextElement() {
                guard list.count < Self.mostElements else { throw GivesUp() }
                list.append(try reader.string())
            }
            return .strings(list)
        }
        if keepsColumns, schema === MessageSchema.metric { return .metrics(try MetricColumns(reading: &reader)) }
        var list: [Request] = []
        try reader.beginArray()
        while try reader.nextElement() {
            guard list.count < Self.mostElements else { throw GivesUp() }
            var inner = Request(schema)
            try readMembers(&reader, into: &inner)
            list.append(inner)
        }
        return .messages(list)
    }
}

extension JSONText {
    /// True if the text is these bytes, without escapes.
    @inline(__always)
    func isSpelled(_ bytes: [UInt8]) -> Bool {
        rawBytes.count == bytes.count && !hasEscapes && rawBytes.elementsEqual(bytes)
    }
}

extension JSONReader {
    /// A whole number of 64 bits that is written as one.
    mutating func wholeNumber() throws -> Int64 {
        guard try peek() == .number else { throw QuickReader.GivesUp() }
        return try integer()
    }

    /// A number, or one of the names of those that JSON cannot write.
    mutating func numberOrName() throws -> Double {
        guard try peek() == .string else {
            let number = try double()
            // Python reads -0 as a whole number, which has no sign, but -0.0 with one.
            if number == 0, number.sign == .minus { throw QuickReader.GivesUp() }
            return number
        }
        switch try text() {
        case "NaN": return .nan
        case "Infinity": return .infinity
        case "-Infinity": return -.infinity
        default: throw QuickReader.GivesUp()
        }
    }
}
