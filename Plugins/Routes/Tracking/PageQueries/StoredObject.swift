// Assay: an object of the tracking store in a GraphQL answer.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON
import GraphQL

/// An object of an answer of the tracking store. What its JSON omits has its type's empty value, as in the messages that
/// MLflow reads here.
struct StoredObject: GraphObject {
    let schema: Schema
    let json: JSONValue

    func value(of field: FieldDefinition, _ arguments: JSONObject) async throws -> GraphValue {
        // What went wrong is in the list of errors, never here.
        guard field.name != "apiError" else { return .null }
        return value(json[field.snakeName], field)
    }

    /// The value of a field from its JSON.
    func value(_ json: JSONValue?, _ field: FieldDefinition) -> GraphValue {
        switch schema.shape(of: field) {
        case .list(isOfObjects: let isOfObjects):
            .list((json?.arrayValue ?? []).map { isOfObjects ? object($0, field) : .leaf($0) })
        case .object: object(json ?? .object([:]), field)
        case .leaf(let empty): .leaf(json ?? empty)
        }
    }

    private func object(_ json: JSONValue, _ field: FieldDefinition) -> GraphValue {
        .object(
            field.typeName == "MlflowMetricExtension"
                ? MetricObject(fields: StoredObject(schema: schema, json: json))
                : StoredObject(schema: schema, json: json))
    }
}

/// A metric of a run, whose value is null when it is no number.
private struct MetricObject: GraphObject {
    let fields: StoredObject

    func value(of field: FieldDefinition, _ arguments: JSONObject) async throws -> GraphValue {
        if field.name == "value", fields.json["value"] == "NaN" { return .null }
        return try await fields.value(of: field, arguments)
    }
}
