// Assay: a request that has been read.
// SPDX-License-Identifier: Apache-2.0

/// The values of a message, one place for each field of its schema.
///
/// A field that is asked for must be in the schema and of the type asked for: anything else is an error of the program,
/// and reads as the type's empty value.
public struct Request: Sendable {
    /// What is known of a field.
    enum Slot: Sendable {
        case unset
        /// A whole number, a truth value (0 or 1) or the number of an enumeration.
        case integer(Int64)
        case double(Double)
        case string(String)
        case strings([String])
        case message(Request)
        case messages([Request])
        /// A list of messages of the schema `metric`.
        case metrics(MetricColumns)
    }

    /// The fields.
    public let schema: MessageSchema
    var slots: [Slot]

    /// Makes a message without values.
    public init(_ schema: MessageSchema) {
        self.schema = schema
        slots = Array(repeating: .unset, count: schema.fields.count)
    }

    /// The place of a field; nil, after a stop in debug builds, if the schema has none of that name.
    func place(of name: String) -> Int? {
        let place = schema.index(of: name)
        assert(place != nil, "\(schema.name) has no field \(name)")
        return place
    }

    func slot(_ name: String) -> Slot {
        place(of: name).map { slots[$0] } ?? .unset
    }
}
