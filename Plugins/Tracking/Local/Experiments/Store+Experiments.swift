// Assay: the operations on experiments.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import AssayOperations
internal import CAssay

extension Store {
    static let experimentHandlers: [String: Handler] = [
        "createExperiment": { store, call throws(APIError) in try await store.createExperiment(call) },
        "getExperiment": { store, call throws(APIError) in
            let found = try await store.experiment(call, id: call.request.string("experiment_id"))
            return .object { writer in
                writer.key("experiment"); writer.experiment(found)
            }
        },
        "getExperimentByName": { store, call throws(APIError) in
            let name = call.request.string("experiment_name")
            guard let found = try await store.experiment(call, named: name) else {
                throw .doesNotExist("Could not find experiment with name '\(name)'")
            }
            return .object { writer in
                writer.key("experiment"); writer.experiment(found)
            }
        },
        "deleteExperiment": { store, call throws(APIError) in
            try await store.setStage(ofExperiment: call, from: "active", to: "deleted")
        },
        "restoreExperiment": { store, call throws(APIError) in
            try await store.setStage(ofExperiment: call, from: "deleted", to: "active")
        },
        "updateExperiment": { store, call throws(APIError) in try await store.renameExperiment(call) },
        "setExperimentTag": { store, call throws(APIError) in try await store.setExperimentTag(call) },
        "deleteExperimentTag": { store, call throws(APIError) in try await store.deleteExperimentTag(call) },
    ]

    private func createExperiment(_ call: Call) async throws(APIError) -> TrackingAnswer {
        let request = call.request
        let name = request.string("name")
        let tags = request.messages("tags").map { KeyValue($0) }
        try CustomViews.check(tags)
        let location = try ExperimentLocation.checked(request.string("artifact_location"))
        try Validation.experimentName(name)
        for tag in tags { try Validation.experimentTag(key: tag.key, value: tag.value) }
        let now = Clock.milliseconds
        let batch = SQLBatch()
        batch.add(
            """
            INSERT INTO experiments (workspace, name, artifact_location, creation_time, last_update_time)
            VALUES ($1, $2, $3, $4, $4)
            """, .scalars(.text(call.workspace), .text(name), .text(location), .int(now)))
        // The default location holds the number, which is not known before.
        let root = ArtifactURI.parts(of: settings.artifactRoot)
        let made = batch.add(
            """
            UPDATE experiments SET artifact_location = CASE artifact_location WHEN ''
              THEN $3 || CAST(experiment_id AS text) || $4 ELSE artifact_location END
            WHERE workspace = $1 AND name = $2 RETURNING experiment_id
            """, .scalars(.text(call.workspace), .text(name), .text(root.before), .text(root.after)), expecting: 1)
        // One given twice undoes it all, as in MLflow.
        if !tags.isEmpty {
            batch.add(
                """
                INSERT INTO experiment_tags (experiment_id, key, value)
                SELECT experiment_id, $3, $4 FROM experiments WHERE workspace = $1 AND name = $2
                """,
                .each([
                    SQLColumn(tags.map { _ in call.workspace }), SQLColumn(tags.map { _ in name }),
                    SQLColumn(tags.map(\.key)), SQLColumn(tags.map(\.value)),
                ]))
        }
        do throws(SQLFailure) {
            let number = try await attempt(batch)[made].int(0, 0) ?? 0
            return .object { $0.member("experiment_id", String(number)) }
        } catch {
            guard error.status == .ASSAY_STATUS_ALREADY_EXISTS else { throw apiError(error) }
            throw APIError(
                .resourceAlreadyExists, "Experiment(name=\(name)) already exists. Error: \(error.message)")
        }
    }

    /// Deletes or restores an experiment, and all of its runs with it.
    private func setStage(
        ofExperiment call: Call, from old: String, to new: String
    ) async throws(APIError) -> TrackingAnswer {
        let number = try Self.experimentNumber(call.request.string("experiment_id"))
        let now = Clock.milliseconds
        let batch = SQLBatch()
        batch.add(
            """
            UPDATE experiments SET lifecycle_stage = $4, last_update_time = $5
            WHERE experiment_id = $1 AND workspace = $2 AND lifecycle_stage = $3
            """, .scalars(.int(number), .text(call.workspace), .text(old), .text(new), .int(now)), expecting: 1)
        batch.add(
            "UPDATE runs SET lifecycle_stage = $2, deleted_time = $3 WHERE experiment_id = $1",
            .scalars(.int(number), .text(new), .int(new == "deleted" ? now : nil)))
        try await runExpecting(batch) { _ in Self.noExperiment(number) }
        return .empty
    }

    private func renameExperiment(_ call: Call) async throws(APIError) -> TrackingAnswer {
        let name = call.request.string("new_name")
        guard !name.isEmpty else { return .empty }
        try Validation.experimentName(name)
        let found = try await experiment(call, id: call.request.string("experiment_id"))
        guard found.isActive else { throw APIError(.invalidState, "Cannot rename a non-active experiment.") }
        let batch = SQLBatch()
        batch.add(
            """
            UPDATE experiments SET name = $2, last_update_time = $3
            WHERE experiment_id = $1 AND lifecycle_stage = 'active'
            """, .scalars(.int(found.id), .text(name), .int(Clock.milliseconds)), expecting: 1)
        do throws(SQLFailure) {
            _ = try await attempt(batch)
        } catch {
            switch error.status {
            case .ASSAY_STATUS_ALREADY_EXISTS:
                throw APIError(.badRequest, "Experiment(name=\(name)) already exists. Error: \(error.message)")
            case .ASSAY_STATUS_FAILED_PRECONDITION:
                throw APIError(.invalidState, "Cannot rename a non-active experiment.")
            default: throw apiError(error)
            }
        }
        return .empty
    }

    private func setExperimentTag(_ call: Call) async throws(APIError) -> TrackingAnswer {
        let tag = KeyValue(call.request)
        let id = call.request.string("experiment_id")
        if CustomViews.isView(tag.key) {
            try CustomViews.check(adding: tag.key, to: try await experiment(call, id: id))
        }
        try Validation.experimentTag(key: tag.key, value: tag.value)
        let found = try await owner(call, id: id)
        let batch = SQLBatch()
        batch.add(
            """
            INSERT INTO experiment_tags (experiment_id, key, value) VALUES ($1, $2, $3)
            ON CONFLICT (experiment_id, key) DO UPDATE SET value = excluded.value
            """, .scalars(.int(found.id), .text(tag.key), .text(tag.value)))
        _ = try await run(batch)
        return .empty
    }

    private func deleteExperimentTag(_ call: Call) async throws(APIError) -> TrackingAnswer {
        let id = call.request.string("experiment_id")
        // Here none is not the default experiment.
        _ = try Self.experimentNumber(id)
        let found = try await experiment(call, id: id)
        guard found.isActive else { throw Self.inactive(found) }
        let key = call.request.string("key")
        let batch = SQLBatch()
        batch.add(
            "DELETE FROM experiment_tags WHERE experiment_id = $1 AND key = $2",
            .scalars(.int(found.id), .text(key)), expecting: 1)
        try await runExpecting(batch) { _ in
            .doesNotExist("No tag with name: \(key) in experiment with id \(id)")
        }
        return .empty
    }
}
