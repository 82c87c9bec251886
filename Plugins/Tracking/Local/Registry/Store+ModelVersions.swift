// Assay: the operations on versions of registered models.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import AssayOperations

extension Store {
    static let modelVersionHandlers: [String: Handler] = [
        "createModelVersion": { store, call throws(APIError) in try await store.createModelVersion(call) },
        "getModelVersion": { store, call throws(APIError) in
            let request = call.request
            return .modelVersion(
                try await store.modelVersion(call, request.string("name"), request.string("version")))
        },
        "updateModelVersion": { store, call throws(APIError) in try await store.updateModelVersion(call) },
        "deleteModelVersion": { store, call throws(APIError) in try await store.deleteModelVersion(call) },
        "transitionModelVersionStage": { store, call throws(APIError) in try await store.transitionStage(call) },
        "getModelVersionDownloadUri": { store, call throws(APIError) in
            let request = call.request
            let found = try await store.modelVersion(call, request.string("name"), request.string("version"))
            return .object {
                $0.member("artifact_uri", found.storageLocation.isEmpty ? found.source : found.storageLocation)
            }
        },
        "setModelVersionTag": { store, call throws(APIError) in try await store.setModelVersionTag(call) },
        "deleteModelVersionTag": { store, call throws(APIError) in try await store.deleteModelVersionTag(call) },
    ]

    private func updateModelVersion(_ call: Call) async throws(APIError) -> TrackingAnswer {
        let name = call.request.string("name")
        try Validation.registeredModelName(name)
        let version = try Validation.modelVersion(call.request.string("version"))
        let batch = SQLBatch()
        batch.add(
            """
            UPDATE model_versions SET description = $4, last_updated_time = $5
            WHERE registered_no = (SELECT registered_no FROM registered_models WHERE workspace = $1 AND name = $2)
              AND version = $3 AND current_stage <> 'Deleted_Internal'
            """,
            .scalars(
                .text(call.workspace), .text(name), .int(version), .text(call.request.optionalString("description")),
                .int(Clock.milliseconds)), expecting: 1)
        return .modelVersion(try await changedVersion(version, name, call, batch))
    }

    /// A deleted version keeps its row, without what it pointed to, so that its number is never used again.
    private func deleteModelVersion(_ call: Call) async throws(APIError) -> TrackingAnswer {
        let name = call.request.string("name")
        let version = try Validation.modelVersion(call.request.string("version"))
        try Validation.registeredModelName(name)
        let batch = SQLBatch()
        let one = SQLParameters.scalars(
            .text(call.workspace), .text(name), .int(version), .int(Clock.milliseconds))
        batch.add(
            """
            UPDATE model_versions SET current_stage = 'Deleted_Internal', last_updated_time = $4, description = NULL,
              user_id = NULL, source = 'REDACTED-SOURCE-PATH', run_id = 'REDACTED-RUN-ID',
              run_link = 'REDACTED-RUN-LINK', status_message = NULL
            WHERE registered_no = (SELECT registered_no FROM registered_models WHERE workspace = $1 AND name = $2)
              AND version = $3 AND current_stage <> 'Deleted_Internal'
            """, one, expecting: 1)
        batch.add(
            """
            DELETE FROM registered_model_aliases WHERE version = $3
              AND registered_no = (SELECT registered_no FROM registered_models WHERE workspace = $1 AND name = $2)
            """, .scalars(.text(call.workspace), .text(name), .int(version)))
        batch.add(
            "UPDATE registered_models SET last_updated_time = $3 WHERE workspace = $1 AND name = $2",
            .scalars(.text(call.workspace), .text(name), .int(Clock.milliseconds)))
        try await runExpecting(batch) { _ in Self.noModelVersion(name, version) }
        return .empty
    }

    /// Runs a batch whose first statement expects the version, and returns the version as it is then.
    func changedVersion(
        _ version: Int64, _ name: String, _ call: Call, _ batch: SQLBatch
    ) async throws(APIError) -> ModelVersion {
        let reader = ModelVersionReader(batch, workspace: call.workspace, name: name, version: version)
        let results = try await runExpecting(batch) { _ in Self.noModelVersion(name, version) }
        guard let found = reader.version(results) else { throw Self.noModelVersion(name, version) }
        return found
    }
}
