// Assay: a run in a GraphQL answer.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON
import GraphQL

/// A run, which also tells its experiment and the model versions that it made.
struct RunObject: GraphObject {
    let fields: StoredObject
    let store: PageStore

    func value(of field: FieldDefinition, _ arguments: JSONObject) async throws -> GraphValue {
        let info = fields.json["info"]
        switch field.name {
        case "experiment":
            let answer = try await store.experiment(info?["experiment_id"]?.stringValue ?? "")
            return fields.value(answer["experiment"], field)
        case "modelVersions":
            let id = info?["run_id"]?.stringValue ?? ""
            let answer = try await store.ask("searchModelVersions", ["filter": .string("run_id='\(id)'")])
            return fields.value(answer["model_versions"], field)
        default: return try await fields.value(of: field, arguments)
        }
    }
}

/// An answer that holds runs.
struct RunsObject: GraphObject {
    let fields: StoredObject
    let store: PageStore

    func value(of field: FieldDefinition, _ arguments: JSONObject) async throws -> GraphValue {
        switch field.name {
        case "run": run(fields.json["run"] ?? .object([:]))
        case "runs": .list((fields.json["runs"]?.arrayValue ?? []).map(run))
        default: try await fields.value(of: field, arguments)
        }
    }

    private func run(_ json: JSONValue) -> GraphValue {
        .object(RunObject(fields: StoredObject(schema: fields.schema, json: json), store: store))
    }
}
