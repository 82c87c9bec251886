// Assay: what the fields of a GraphQL answer come from.
// SPDX-License-Identifier: Apache-2.0
package import AssayJSON

/// An object that can be asked for its fields.
package protocol GraphObject: Sendable {
    /// The value of a field; a `FieldFault` tells why there is none.
    func value(of field: FieldDefinition, _ arguments: JSONObject) async throws -> GraphValue
}

/// The value of a field before it is put into the answer.
package indirect enum GraphValue: Sendable {
    case leaf(JSONValue)
    case object(any GraphObject)
    case list([GraphValue])

    /// No value.
    package static let null = GraphValue.leaf(.null)
}
