// Assay: the operations on runs.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON
internal import AssayKit
internal import AssayOperations

extension Store {
    static let runHandlers: [String: Handler] = [
        "createRun": { store, call throws(APIError) in try await store.createRun(call) },
        "updateRun": { store, call throws(APIError) in try await store.updateRun(call) },
        "deleteRun": { store, call throws(APIError) in
            try await store.setStage(ofRun: call, to: "deleted", at: Clock.milliseconds)
        },
        "restoreRun": { store, call throws(APIError) in try await store.setStage(ofRun: call, to: "active", at: nil) },
        "getRun": { store, call throws(APIError) in
            let (found, data) = try await store.runWithData(call.request.runID)
            return .object { writer in
                writer.key("run"); writer.run(found, data)
            }
        },
        "logParam": { store, call throws(APIError) in try await store.logParam(call) },
        "setTag": { store, call throws(APIError) in try await store.setTag(call) },
        "deleteTag": { store, call throws(APIError) in try await store.deleteTag(call) },
    ]

    static let nameTag = "mlflow.runName"

    private func createRun(_ call: Call) async throws(APIError) -> TrackingAnswer {
        let request = call.request
        let owner = try await owner(call, id: request.string("experiment_id"))
        var tags = request.messages("tags").map { KeyValue($0) }
        let name = try Self.name(request.string("run_name"), tags)
        if !tags.contains(where: { $0.key == Self.nameTag && !$0.value.isEmpty }) {
            tags.append(KeyValue(key: Self.nameTag, value: name))
        }
        if let key = KeyValue.repeatedKey(tags) {
            throw APIError(
                .badRequest,
                "(IntegrityError) UNIQUE constraint failed: tags.run_no, tags.key: \(PythonText.repr(key)) is there twice"
            )
        }
        let id = RandomName.uuid()
        var made = Run(
            number: 0, id: id, experimentID: owner.id, name: name, userID: request.string("user_id"), status: "RUNNING",
            startTime: request.int64("start_time"), endTime: nil, lifecycleStage: "active",
            artifactURI: ArtifactURI.appending(owner.artifactLocation, id, "artifacts"))
        let batch = SQLBatch()
        // The experiment may have been deleted meanwhile.
        batch.add(
            """
            INSERT INTO runs (run_id, experiment_id, name, user_id, status, start_time, artifact_uri)
            SELECT $1, experiment_id, $3, $4, 'RUNNING', $5, $6 FROM experiments
            WHERE experiment_id = $2 AND lifecycle_stage = 'active' RETURNING run_no
            """,
            .scalars(
                .text(id), .int(owner.id), .text(name), .text(made.userID), .int(made.startTime),
                .text(made.artifactURI)), expecting: 1)
        addTags(tags, toRun: id, batch)
        let results = try await runExpecting(batch) { _ in Self.noExperiment(owner.id) }
        made.number = results[0].int(0, 0) ?? 0
        events.emit(.createRun, call) { $0.run = made }
        let data = RunData(tags: tags)
        return .object { writer in
            writer.key("run"); writer.run(made, data, hasOutputs: false)
        }
    }

    /// The name of a new run: as asked for, from its tag, or made up.
    private static func name(_ name: String, _ tags: [KeyValue]) throws(APIError) -> String {
        let inTag = tags.first { $0.key == nameTag }?.value ?? ""
        if !name.isEmpty, !inTag.isEmpty, name != inTag {
            throw .invalidParameter(
                """
                Both 'run_name' argument and 'mlflow.runName' tag are specified, but with different values \
                (run_name='\(name)', mlflow.runName='\(inTag)').
                """)
        }
        return !name.isEmpty ? name : !inTag.isEmpty ? inTag : RandomName.readable()
    }

    private func updateRun(_ call: Call) async throws(APIError) -> TrackingAnswer {
        let request = call.request
        let id = request.runID
        _ = try await activeRun(id)
        let batch = SQLBatch()
        let name = request.string("run_name")
        let updated = batch.add(
            SQLText(
                """
                UPDATE runs SET status = COALESCE($2, status), end_time = COALESCE($3, end_time), \
                name = CASE $4 WHEN '' THEN name ELSE $4 END \
                WHERE run_id = $1 AND lifecycle_stage = 'active' RETURNING \(Run.bareColumns)
                """),
            .scalars(
                .text(id), .text(request.has("status") ? request.enumName("status") : nil),
                .int(request.optionalInt64("end_time")), .text(name)), expecting: 1)
        if !name.isEmpty { addTags([KeyValue(key: Self.nameTag, value: name)], toRun: id, batch) }
        let results = try await runExpecting(batch) { _ in Self.noRun(id) }
        let found = Run(results[updated], 0)
        events.emit(.updateRun, call) { $0.run = found }
        return .object { writer in
            writer.key("run_info"); writer.runInfo(found)
        }
    }

    private func setStage(ofRun call: Call, to stage: String, at time: Int64?) async throws(APIError) -> TrackingAnswer
    {
        let id = call.request.string("run_id")
        let batch = SQLBatch()
        batch.add(
            "UPDATE runs SET lifecycle_stage = $2, deleted_time = $3 WHERE run_id = $1",
            .scalars(.text(id), .text(stage), .int(time)), expecting: 1)
        try await runExpecting(batch) { _ in Self.noRun(id) }
        return .empty
    }

    private func logParam(_ call: Call) async throws(APIError) -> TrackingAnswer {
        var param = KeyValue(call.request)
        param.value = try Validation.param(key: param.key, value: param.value)
        let id = call.request.runID
        let found = try await activeRun(id)
        let batch = SQLBatch()
        batch.add(
            """
            INSERT INTO params (run_no, key, value, experiment_id, start_time) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (run_no, key) DO NOTHING
            """,
            .scalars(
                .int(found.number), .text(param.key), .text(param.value), .int(found.experimentID),
                .int(found.startTime)))
        batch.add(
            "SELECT value FROM params WHERE run_no = $1 AND key = $2", .scalars(.int(found.number), .text(param.key)))
        let old = try await run(batch)[1].text(0, 0) ?? param.value
        guard old == param.value else {
            throw .invalidParameter(
                """
                Changing param values is not allowed. Param with key='\(param.key)' was already logged with \
                value='\(old)' for run ID='\(id)'. Attempted logging new value '\(param.value)'.
                """)
        }
        events.emit(.logParam, call) {
            $0.run = found; $0.pair = param
        }
        return .empty
    }

    private func setTag(_ call: Call) async throws(APIError) -> TrackingAnswer {
        var tag = KeyValue(call.request)
        tag.value = try Validation.tag(key: tag.key, value: tag.value)
        let found = try await activeRun(call.request.runID)
        let batch = SQLBatch()
        addTags([tag], toRun: found.id, batch)
        // An empty name leaves the run's name as it is, and the tag as well.
        if !tag.isEmptyName { _ = try await run(batch) }
        events.emit(.setTag, call) {
            $0.run = found; $0.pair = tag
        }
        return .empty
    }

    private func deleteTag(_ call: Call) async throws(APIError) -> TrackingAnswer {
        let id = call.request.string("run_id")
        let key = call.request.string("key")
        let found = try await activeRun(id)
        let batch = SQLBatch()
        batch.add(
            "DELETE FROM tags WHERE run_no = $1 AND key = $2", .scalars(.int(found.number), .text(key)), expecting: 1)
        try await runExpecting(batch) { _ in .doesNotExist("No tag with name: \(key) in run with id \(id)") }
        return .empty
    }

    /// Adds statements that set tags of a run; the tag of its name names the run as well. Each key once.
    func addTags(_ tags: [KeyValue], toRun id: String, _ batch: SQLBatch) {
        guard !tags.isEmpty else { return }
        if let name = tags.first(where: { $0.key == Self.nameTag })?.value, !name.isEmpty {
            batch.add("UPDATE runs SET name = $2 WHERE run_id = $1 AND name <> $2", .scalars(.text(id), .text(name)))
        }
        let columns = [SQLColumn(tags.map { _ in id }), SQLColumn(tags.map(\.key)), SQLColumn(tags.map(\.value))]
        batch.add(
            """
            INSERT INTO tags (run_no, key, value, experiment_id, start_time)
            SELECT run_no, $2, $3, experiment_id, start_time FROM runs WHERE run_id = $1
            ON CONFLICT (run_no, key) DO UPDATE SET value = excluded.value
            """, .each(columns))
    }
}

extension Request {
    /// The run that a request is about: `run_id`, or `run_uuid` from old clients.
    var runID: String { nonEmptyString("run_id") ?? string("run_uuid") }
}

extension Run {
    /// The columns that `init` reads, without the table's name.
    static let bareColumns = columns.split(separator: "r.").joined()
}
