// Assay: the queries of MLflow's page.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON
import AssayOperations
import GraphQL

/// The root of queries and mutations: each of its fields is an operation of the tracking store.
struct PageRoot: GraphObject {
    /// The experiment that MLflow takes when none is named.
    private static let defaultExperiment = "0"
    /// How many runs the store tells the histories of at once.
    private static let mostRuns = 100

    let schema: Schema
    let store: PageStore

    func value(of field: FieldDefinition, _ arguments: JSONObject) async throws -> GraphValue {
        switch field.name {
        case "test": return try echo(arguments)
        case "testMutation": return .null
        default: break
        }
        let input = try PageInput(field, arguments)
        switch field.name {
        case "mlflowGetExperiment":
            let id = input.text("experimentId") ?? ""
            return object(try await store.experiment(id.isEmpty ? Self.defaultExperiment : id))
        case "mlflowGetRun":
            return runs(try await store.ask("getRun", ["run_id": .string(try input.run())]))
        case "mlflowListArtifacts": return object(try await artifacts(input))
        case "mlflowSearchRuns": return runs(try await store.ask("searchRuns", try input.members("searchRuns")))
        case "mlflowSearchModelVersions":
            return object(try await store.ask("searchModelVersions", try input.members("searchModelVersions")))
        case "mlflowSearchDatasets":
            return object(try await store.ask("searchDatasets", try input.members("searchDatasets")))
        case "mlflowGetMetricHistoryBulkInterval": return object(try await histories(input))
        default: return .null
        }
    }

    private func echo(_ arguments: JSONObject) throws(FieldFault) -> GraphValue {
        guard let text = arguments["inputString"] else {
            throw FieldFault("Query.resolve_test() missing 1 required positional argument: 'input_string'")
        }
        // A field that is null may be, an empty one not.
        return .object(EchoObject(text: text))
    }

    private func artifacts(_ input: PageInput) async throws -> JSONValue {
        let path = input.text("path")
        if let path {
            do throws(APIError) {
                try ArtifactPath.check(path)
            } catch {
                throw FieldFault(error.message)
            }
        }
        var body: JSONObject = ["run_id": .string(try input.run())]
        body["path"] = path.map { .string($0) }
        return try await store.ask("listArtifacts", body)
    }

    /// MLflow takes the bounds from the query of the URL, not from the input.
    private func histories(_ input: PageInput) async throws -> JSONValue {
        let members = try input.members("getMetricHistoryBulkInterval")
        let runs = members["run_ids"]?.arrayValue ?? []
        guard !runs.isEmpty, let key = members["metric_key"] else { return ["metrics": []] }
        guard runs.count <= Self.mostRuns else {
            throw FieldFault("At most \(Self.mostRuns) runs can be asked for at once, not \(runs.count).")
        }
        var body: JSONObject = ["run_ids": .array(runs), "metric_key": key]
        for name in ["max_results", "start_step", "end_step"] {
            guard let text = store.argument(name) else { continue }
            guard let number = Int64(text) else {
                throw FieldFault("invalid literal for int() with base 10: \(PythonText.repr(text))")
            }
            body[name] = .integer(number)
        }
        return try await store.ask("getMetricHistoryBulkInterval", body)
    }

    private func object(_ json: JSONValue) -> GraphValue { .object(StoredObject(schema: schema, json: json)) }

    private func runs(_ json: JSONValue) -> GraphValue {
        .object(RunsObject(fields: StoredObject(schema: schema, json: json), store: store))
    }
}

/// What `test` answers.
private struct EchoObject: GraphObject {
    let text: JSONValue

    func value(of field: FieldDefinition, _ arguments: JSONObject) async throws -> GraphValue { .leaf(text) }
}
