// Assay: creating versions of registered models.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import AssayOperations
internal import CAssay

extension Store {
    /// What the source of a prompt's version is, which has no files.
    private static let promptSources: Set<String> = ["dummy-source", "prompt-template"]

    func createModelVersion(_ call: Call) async throws(APIError) -> TrackingAnswer {
        let request = call.request
        let name = request.string("name")
        let tags = request.messages("tags").map { KeyValue($0) }
        let isPrompt = RegisteredModel.isPrompt(tags)
        let lineage = try await checkedLineage(call, isPrompt: isPrompt)
        try Validation.registeredModelName(name)
        for tag in tags { try Validation.modelVersionTag(key: tag.key, value: tag.value) }
        let (storage, runID) = try await storage(of: lineage, call)
        let now = Clock.milliseconds
        var made = ModelVersion(
            registeredNumber: 0, name: name, version: 0, creationTime: now, lastUpdateTime: now,
            description: request.string("description"), userID: nil, stage: ModelStage.none.rawValue,
            source: lineage.source, storageLocation: storage, runID: runID, runLink: request.string("run_link"),
            status: "READY", statusMessage: nil, tags: KeyValue.lastOfEach(tags).sorted { $0.key < $1.key })
        made.version = try await insert(made, ofModel: isPrompt ? "" : lineage.modelID, call)
        events.emit(.createModelVersion, call) {
            $0.name = name; $0.version = String(made.version)
        }
        return .modelVersion(made)
    }

    private func checkedLineage(_ call: Call, isPrompt: Bool) async throws(APIError) -> ModelLineage {
        let source = call.request.string("source")
        if isPrompt, !Self.promptSources.contains(source) {
            throw .invalidParameter(
                "Invalid prompt source: '\(source)'. Prompt sources must use an MLflow placeholder.")
        }
        try HostAddressedURI.refuse(source, field: "source")
        guard !isPrompt else {
            return ModelLineage(
                source: source, runID: call.request.string("run_id"), modelID: call.request.string("model_id"))
        }
        let lineage = try await lineage(call)
        try await checkSource(lineage)
        return lineage
    }

    /// Where the files of a new version are, and the run that it comes from.
    private func storage(of lineage: ModelLineage, _ call: Call) async throws(APIError) -> (String, String?) {
        var storage = lineage.source
        var runID = lineage.runID
        let hasRun = runID.map { !$0.isEmpty } ?? false
        if let uri = ModelURI(lineage.source) {
            do throws(APIError) {
                if case .loggedModel(let id) = uri {
                    let model = try await activeLoggedModel(id)
                    storage = model.artifactLocation
                    if !hasRun { runID = model.sourceRunID }
                } else if case .version(let name, let version) = uri {
                    let origin = try await modelVersion(call, name, version)
                    storage = origin.storageLocation.isEmpty ? origin.source : origin.storageLocation
                }
            } catch {
                throw APIError(
                    .internalError,
                    """
                    Unable to fetch model from model URI source artifact location '\(lineage.source)'.Error: \
                    \(error.message)
                    """)
            }
        }
        if runID?.isEmpty ?? true, !lineage.modelID.isEmpty {
            runID = try await activeLoggedModel(lineage.modelID).sourceRunID
        }
        return (storage, runID)
    }

    /// Writes a version under the next number, which it returns, and tells the logged model of it.
    private func insert(
        _ version: ModelVersion, ofModel modelID: String, _ call: Call
    ) async throws(APIError) -> Int64 {
        let batch = SQLBatch()
        // Locks the model's row, so that of two versions at once the second gets the number after the first's.
        let owner = batch.add(
            "UPDATE registered_models SET last_updated_time = $3 WHERE workspace = $1 AND name = $2",
            .scalars(.text(call.workspace), .text(version.name), .int(version.creationTime)), expecting: 1)
        let made = batch.add(
            """
            INSERT INTO model_versions (registered_no, version, creation_time, last_updated_time, description,
              current_stage, source, storage_location, run_id, run_link, status)
            SELECT r.registered_no, 1 + COALESCE((SELECT max(v.version) FROM model_versions v
              WHERE v.registered_no = r.registered_no), 0), $3, $3, $4, 'None', $5, $6, $7, $8, 'READY'
            FROM registered_models r WHERE r.workspace = $1 AND r.name = $2 RETURNING version
            """,
            .scalars(
                .text(call.workspace), .text(version.name), .int(version.creationTime), .text(version.description),
                .text(version.source), .text(version.storageLocation), .text(version.runID), .text(version.runLink)),
            expecting: 1)
        addTagsOfNewest(version.tags, name: version.name, call, batch)
        if !modelID.isEmpty { addVersionTag(ofModel: modelID, name: version.name, call, batch) }
        let results = try await runExpecting(batch) { statement in
            statement == owner || statement == made
                ? Self.noRegisteredModel(version.name) : Self.noLoggedModel(modelID)
        }
        return results[made].int(0, 0) ?? 0
    }

    /// Adds a statement that sets the tags of the version that the batch has just made.
    private func addTagsOfNewest(_ tags: [KeyValue], name: String, _ call: Call, _ batch: SQLBatch) {
        guard !tags.isEmpty else { return }
        batch.add(
            """
            INSERT INTO model_version_tags (registered_no, version, key, value)
            SELECT r.registered_no,
              (SELECT max(v.version) FROM model_versions v WHERE v.registered_no = r.registered_no), $3, $4
            FROM registered_models r WHERE r.workspace = $1 AND r.name = $2
            """,
            .each([
                SQLColumn(tags.map { _ in call.workspace }), SQLColumn(tags.map { _ in name }),
                SQLColumn(tags.map(\.key)), SQLColumn(tags.map(\.value)),
            ]))
    }

    /// Adds a statement that appends the version that the batch has just made to the list of versions that a logged
    /// model keeps in a tag.
    private func addVersionTag(ofModel id: String, name: String, _ call: Call, _ batch: SQLBatch) {
        batch.add(
            """
            INSERT INTO logged_model_tags (model_no, key, value)
            SELECT m.model_no, 'mlflow.modelVersions', '[{"name": ' || $3 || ', "version": '
              || CAST((SELECT max(v.version) FROM model_versions v WHERE v.registered_no = r.registered_no) AS text)
              || '}]'
            FROM logged_models m CROSS JOIN registered_models r
            WHERE m.model_id = $4 AND m.lifecycle_stage = 'active' AND r.workspace = $1 AND r.name = $2
            ON CONFLICT (model_no, key) DO UPDATE SET value = CASE
              WHEN logged_model_tags.value LIKE '[{%}]'
              THEN substr(logged_model_tags.value, 1, length(logged_model_tags.value) - 1) || ', '
                || substr(excluded.value, 2)
              ELSE excluded.value END
            """, .scalars(.text(call.workspace), .text(name), .text(PythonText.json(name)), .text(id)), expecting: 1)
    }
}
