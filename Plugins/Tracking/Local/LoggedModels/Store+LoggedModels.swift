// Assay: the operations on logged models.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import AssayOperations
internal import CAssay

extension Store {
    static let loggedModelHandlers: [String: Handler] = [
        "createLoggedModel": { store, call throws(APIError) in try await store.createLoggedModel(call) },
        "finalizeLoggedModel": { store, call throws(APIError) in try await store.finalizeLoggedModel(call) },
        "getLoggedModel": { store, call throws(APIError) in
            let (model, data) = try await store.loggedModelWithData(
                call.request.string("model_id"),
                allowsDeleted: call.request.string("allow_deleted").lowercased() == "true")
            return .object { writer in
                writer.key("model"); writer.loggedModel(model, data)
            }
        },
        "deleteLoggedModel": { store, call throws(APIError) in try await store.deleteLoggedModel(call) },
        "setLoggedModelTags": { store, call throws(APIError) in try await store.setLoggedModelTags(call) },
        "deleteLoggedModelTag": { store, call throws(APIError) in try await store.deleteLoggedModelTag(call) },
        "logLoggedModelParams": { store, call throws(APIError) in try await store.logLoggedModelParams(call) },
    ]

    private func createLoggedModel(_ call: Call) async throws(APIError) -> TrackingAnswer {
        let request = call.request
        let asked = request.string("name")
        try LoggedModelName.check(asked)
        let owner = try await owner(call, id: request.string("experiment_id"))
        let id = "m-" + RandomName.uuid()
        let now = Clock.milliseconds
        let made = LoggedModel(
            number: 0, id: id, experimentID: owner.id, name: asked.isEmpty ? RandomName.readable() : asked,
            artifactLocation: ArtifactURI.appending(owner.artifactLocation, "models", id, "artifacts"),
            creationTime: now, lastUpdateTime: now, status: 1, lifecycleStage: "active",
            modelType: request.string("model_type"), sourceRunID: request.string("source_run_id"), statusMessage: nil)
        let data = LoggedModelData(
            params: request.messages("params").map { KeyValue($0) }.sorted { $0.key < $1.key },
            tags: request.messages("tags").map { KeyValue($0) }.sorted { $0.key < $1.key })
        let batch = SQLBatch()
        // The experiment may have been deleted meanwhile.
        batch.add(
            """
            INSERT INTO logged_models (model_id, experiment_id, name, artifact_location, creation_timestamp,
              last_updated_timestamp, status, model_type, source_run_id)
            SELECT $1, experiment_id, $3, $4, $5, $5, 1, $6, $7 FROM experiments
            WHERE experiment_id = $2 AND lifecycle_stage = 'active'
            """,
            .scalars(
                .text(id), .int(owner.id), .text(made.name), .text(made.artifactLocation), .int(now),
                .text(made.modelType), .text(made.sourceRunID)), expecting: 1)
        addLoggedModelParams(data.params, toModel: id, batch)
        addLoggedModelTags(data.tags, toModel: id, batch, replacing: false)
        do throws(SQLFailure) {
            _ = try await attempt(batch)
        } catch {
            guard error.status == .ASSAY_STATUS_FAILED_PRECONDITION, error.code.isEmpty else {
                throw alreadyThere(error)
            }
            throw Self.noExperiment(owner.id)
        }
        return .object { writer in
            writer.key("model"); writer.loggedModel(made, data)
        }
    }

    private func finalizeLoggedModel(_ call: Call) async throws(APIError) -> TrackingAnswer {
        let id = call.request.string("model_id")
        let batch = SQLBatch()
        let updated = batch.add(
            SQLText(
                """
                UPDATE logged_models SET status = $2, last_updated_timestamp = $3 WHERE model_id = $1 \
                RETURNING \(LoggedModel.bareColumns)
                """),
            .scalars(.text(id), .int(call.request.enumNumber("status")), .int(Clock.milliseconds)), expecting: 1)
        let reader = LoggedModelReader(batch, modelID: id)
        let results = try await runExpecting(batch) { _ in Self.noLoggedModel(id) }
        let model = LoggedModel(results[updated], 0)
        let data = reader.data(results)[model.number] ?? LoggedModelData()
        return .object { writer in
            writer.key("model"); writer.loggedModel(model, data)
        }
    }

    private func deleteLoggedModel(_ call: Call) async throws(APIError) -> TrackingAnswer {
        let id = call.request.string("model_id")
        let batch = SQLBatch()
        batch.add(
            "UPDATE logged_models SET lifecycle_stage = 'deleted', last_updated_timestamp = $2 WHERE model_id = $1",
            .scalars(.text(id), .int(Clock.milliseconds)), expecting: 1)
        try await runExpecting(batch) { _ in Self.noLoggedModel(id) }
        return .empty
    }
}
