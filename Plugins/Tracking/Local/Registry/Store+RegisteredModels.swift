// Assay: the operations on registered models.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import AssayOperations
internal import CAssay

extension Store {
    static let registeredModelHandlers: [String: Handler] = [
        "createRegisteredModel": { store, call throws(APIError) in try await store.createRegisteredModel(call) },
        "getRegisteredModel": { store, call throws(APIError) in
            .registeredModel(try await store.registeredModel(call, call.request.string("name")))
        },
        "updateRegisteredModel": { store, call throws(APIError) in try await store.updateRegisteredModel(call) },
        "renameRegisteredModel": { store, call throws(APIError) in try await store.renameRegisteredModel(call) },
        "deleteRegisteredModel": { store, call throws(APIError) in try await store.deleteRegisteredModel(call) },
        "getLatestVersions": { store, call throws(APIError) in try await store.getLatestVersions(call) },
        "setRegisteredModelTag": { store, call throws(APIError) in try await store.setRegisteredModelTag(call) },
        "deleteRegisteredModelTag": { store, call throws(APIError) in
            try await store.deleteRegisteredModelTag(call)
        },
    ]

    private func createRegisteredModel(_ call: Call) async throws(APIError) -> TrackingAnswer {
        let name = call.request.string("name")
        let all = call.request.messages("tags").map { KeyValue($0) }
        try Validation.registeredModelName(name)
        for tag in all { try Validation.registeredModelTag(key: tag.key, value: tag.value) }
        let now = Clock.milliseconds
        var made = RegisteredModel(
            number: 0, name: name, creationTime: now, lastUpdateTime: now,
            description: call.request.string("description"), tags: KeyValue.lastOfEach(all).sorted { $0.key < $1.key })
        let batch = SQLBatch()
        batch.add(
            """
            INSERT INTO registered_models (workspace, name, creation_time, last_updated_time, description)
            VALUES ($1, $2, $3, $3, $4) RETURNING registered_no
            """, .scalars(.text(call.workspace), .text(name), .int(now), .text(made.description)), expecting: 1)
        addRegisteredModelTags(made.tags, toModel: name, call, batch)
        do throws(SQLFailure) {
            made.number = try await attempt(batch)[0].int(0, 0) ?? 0
        } catch {
            guard error.status == .ASSAY_STATUS_ALREADY_EXISTS else { throw apiError(error) }
            throw Self.nameTaken(name, by: try await registeredModel(call, name), for: all)
        }
        events.emit(.registerModel, call) { $0.name = name }
        return .registeredModel(made)
    }

    /// Models and prompts share their names.
    private static func nameTaken(_ name: String, by old: RegisteredModel, for tags: [KeyValue]) -> APIError {
        func kind(_ tags: [KeyValue]) -> String {
            tags.contains { $0.key == RegisteredModel.promptTag } ? "Prompt" : "Registered Model"
        }
        let (oldKind, newKind) = (kind(old.tags), kind(tags))
        guard oldKind != newKind else {
            return APIError(.resourceAlreadyExists, "\(newKind) (name=\(name)) already exists.")
        }
        return APIError(
            .resourceAlreadyExists,
            """
            Tried to create a \(newKind.lowercased()) with name \(PythonText.repr(name)), but the name is already taken \
            by a \(oldKind.lowercased()). MLflow does not allow creating a model and a prompt with the same name.
            """)
    }

    private func updateRegisteredModel(_ call: Call) async throws(APIError) -> TrackingAnswer {
        let name = call.request.string("name")
        try Validation.registeredModelName(name)
        let batch = SQLBatch()
        batch.add(
            """
            UPDATE registered_models SET description = $3, last_updated_time = $4 WHERE workspace = $1 AND name = $2
            """,
            .scalars(
                .text(call.workspace), .text(name), .text(call.request.string("description")),
                .int(Clock.milliseconds)), expecting: 1)
        return try await changedModel(name, call, batch)
    }

    private func renameRegisteredModel(_ call: Call) async throws(APIError) -> TrackingAnswer {
        let name = call.request.string("name")
        let newName = call.request.string("new_name")
        try Validation.newRegisteredModelName(newName)
        try Validation.registeredModelName(name)
        let now = Clock.milliseconds
        let batch = SQLBatch()
        let renaming = batch.add(
            "UPDATE registered_models SET name = $3, last_updated_time = $4 WHERE workspace = $1 AND name = $2",
            .scalars(.text(call.workspace), .text(name), .text(newName), .int(now)), expecting: 1)
        batch.add(
            """
            UPDATE model_versions SET last_updated_time = $3
            WHERE registered_no = (SELECT registered_no FROM registered_models WHERE workspace = $1 AND name = $2)
            """, .scalars(.text(call.workspace), .text(newName), .int(now)))
        let reader = RegisteredModelReader(batch, workspace: call.workspace, name: newName)
        do throws(SQLFailure) {
            guard let model = reader.models(try await attempt(batch)).first else { return .empty }
            return .registeredModel(model)
        } catch {
            if error.status == .ASSAY_STATUS_ALREADY_EXISTS {
                throw APIError(
                    .resourceAlreadyExists,
                    "Registered Model (name=\(newName)) already exists. Error: \(error.message)")
            }
            guard error.failedStatement == renaming, error.code.isEmpty else { throw apiError(error) }
            throw Self.noRegisteredModel(name)
        }
    }

    private func deleteRegisteredModel(_ call: Call) async throws(APIError) -> TrackingAnswer {
        let name = call.request.string("name")
        try Validation.registeredModelName(name)
        let batch = SQLBatch()
        batch.add(
            "DELETE FROM registered_models WHERE workspace = $1 AND name = $2",
            .scalars(.text(call.workspace), .text(name)), expecting: 1)
        try await runExpecting(batch) { _ in Self.noRegisteredModel(name) }
        return .empty
    }

    private func getLatestVersions(_ call: Call) async throws(APIError) -> TrackingAnswer {
        let name = call.request.string("name")
        let asked = call.request.strings("stages")
        // That the model is there is checked before the stages are.
        let all = try await latestVersions(call, name, in: Set(ModelStage.allCases))
        var stages: Set<ModelStage> = []
        for stage in asked { stages.insert(try ModelStage(named: stage)) }
        let wanted = asked.isEmpty ? all : all.filter { ModelStage(rawValue: $0.stage).map(stages.contains) ?? false }
        return .object { writer in writer.member("model_versions", wanted) { $0.modelVersion($1) } }
    }

    /// Runs a batch whose first statement expects the model, and answers the model as it is then.
    func changedModel(_ name: String, _ call: Call, _ batch: SQLBatch) async throws(APIError) -> TrackingAnswer {
        let reader = RegisteredModelReader(batch, workspace: call.workspace, name: name)
        let results = try await runExpecting(batch) { _ in Self.noRegisteredModel(name) }
        guard let model = reader.models(results).first else { throw Self.noRegisteredModel(name) }
        return .registeredModel(model)
    }
}
