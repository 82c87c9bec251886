// Assay: the operations on params and tags of logged models.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import AssayOperations
internal import CAssay

extension Store {
    func setLoggedModelTags(_ call: Call) async throws(APIError) -> TrackingAnswer {
        let id = call.request.string("model_id")
        let tags = KeyValue.lastOfEach(call.request.messages("tags").map { KeyValue($0) })
        let batch = SQLBatch()
        addGuard(ofLoggedModel: id, batch)
        addLoggedModelTags(tags, toModel: id, batch, replacing: true)
        try await runExpecting(batch) { _ in Self.noLoggedModel(id) }
        return .empty
    }

    func deleteLoggedModelTag(_ call: Call) async throws(APIError) -> TrackingAnswer {
        let id = call.request.string("model_id")
        let key = call.request.string("tag_key")
        let batch = SQLBatch()
        let existence = addGuard(ofLoggedModel: id, batch)
        batch.add(
            """
            DELETE FROM logged_model_tags
            WHERE model_no = (SELECT model_no FROM logged_models WHERE model_id = $1) AND key = $2
            """, .scalars(.text(id), .text(key)), expecting: 1)
        try await runExpecting(batch) { statement in
            if statement == existence { return Self.noLoggedModel(id) }
            return .doesNotExist(
                "No tag with key \(PythonText.repr(key)) found for model with ID \(PythonText.repr(id)).")
        }
        return .empty
    }

    func logLoggedModelParams(_ call: Call) async throws(APIError) -> TrackingAnswer {
        let id = call.request.string("model_id")
        let batch = SQLBatch()
        addGuard(ofLoggedModel: id, batch)
        addLoggedModelParams(call.request.messages("params").map { KeyValue($0) }, toModel: id, batch)
        do throws(SQLFailure) {
            _ = try await attempt(batch)
        } catch {
            guard error.status == .ASSAY_STATUS_FAILED_PRECONDITION, error.code.isEmpty else {
                throw alreadyThere(error)
            }
            throw Self.noLoggedModel(id)
        }
        return .empty
    }

    /// Adds a statement that undoes the batch when there is no such model.
    @discardableResult
    private func addGuard(ofLoggedModel id: String, _ batch: SQLBatch) -> Int {
        batch.add("SELECT 1 FROM logged_models WHERE model_id = $1", .scalars(.text(id)), expecting: 1)
    }

    /// Adds a statement that writes params of a model; a param that is there makes the batch fail.
    func addLoggedModelParams(_ params: [KeyValue], toModel id: String, _ batch: SQLBatch) {
        guard !params.isEmpty else { return }
        batch.add(
            """
            INSERT INTO logged_model_params (model_no, key, value)
            SELECT model_no, $2, $3 FROM logged_models WHERE model_id = $1
            """,
            .each([SQLColumn(params.map { _ in id }), SQLColumn(params.map(\.key)), SQLColumn(params.map(\.value))]))
    }

    /// Adds a statement that sets tags of a model, or, unless it is replacing, fails when a tag is there.
    func addLoggedModelTags(_ tags: [KeyValue], toModel id: String, _ batch: SQLBatch, replacing: Bool) {
        guard !tags.isEmpty else { return }
        let columns = [SQLColumn(tags.map { _ in id }), SQLColumn(tags.map(\.key)), SQLColumn(tags.map(\.value))]
        if replacing {
            batch.add(
                """
                INSERT INTO logged_model_tags (model_no, key, value)
                SELECT model_no, $2, $3 FROM logged_models WHERE model_id = $1
                ON CONFLICT (model_no, key) DO UPDATE SET value = excluded.value
                """, .each(columns))
        } else {
            batch.add(
                """
                INSERT INTO logged_model_tags (model_no, key, value)
                SELECT model_no, $2, $3 FROM logged_models WHERE model_id = $1
                """, .each(columns))
        }
    }

    /// What a client is told when a key is there that may be there only once: MLflow shows what its database said.
    func alreadyThere(_ failure: SQLFailure) -> APIError {
        guard failure.status == .ASSAY_STATUS_ALREADY_EXISTS else { return apiError(failure) }
        return APIError(.badRequest, "(IntegrityError) \(failure.message)")
    }
}
