// Assay: moving versions of registered models between stages.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import AssayOperations

extension Store {
    func transitionStage(_ call: Call) async throws(APIError) -> TrackingAnswer {
        let request = call.request
        let name = request.string("name")
        let stage = try ModelStage(named: request.string("stage"))
        let archives = request.bool("archive_existing_versions")
        if archives, !stage.isInUse {
            throw APIError(
                .internalError,
                """
                Model version transition cannot archive existing model versions because '\(request.string("stage"))' is \
                not an Active stage. Valid stages are ['Staging', 'Production']
                """)
        }
        let found = try await modelVersion(call, name, request.string("version"))
        var detail = TrackingDetail()
        detail.name = name
        detail.version = String(found.version)
        detail.value = stage.rawValue
        try await events.decide(.beforeTransitionStage, call, detail)
        let batch = SQLBatch()
        addTransition(of: found, to: stage, archives: archives, batch)
        let moved = try await changedVersion(found.version, name, call, batch)
        events.emit(.transitionStage, call) { $0 = detail }
        return .modelVersion(moved)
    }

    private func addTransition(of version: ModelVersion, to stage: ModelStage, archives: Bool, _ batch: SQLBatch) {
        let now = Clock.milliseconds
        let number = version.registeredNumber
        batch.add(
            """
            UPDATE model_versions SET current_stage = $3, last_updated_time = $4
            WHERE registered_no = $1 AND version = $2 AND current_stage <> 'Deleted_Internal'
            """, .scalars(.int(number), .int(version.version), .text(stage.rawValue), .int(now)), expecting: 1)
        batch.add(
            "UPDATE registered_models SET last_updated_time = $2 WHERE registered_no = $1",
            .scalars(.int(number), .int(now)))
        guard archives else { return }
        batch.add(
            """
            UPDATE model_versions SET current_stage = 'Archived', last_updated_time = $4
            WHERE registered_no = $1 AND version <> $2 AND current_stage = $3
            """, .scalars(.int(number), .int(version.version), .text(stage.rawValue), .int(now)))
    }
}
