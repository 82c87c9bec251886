// Assay: the operations on tags in the model registry.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import AssayOperations

extension Store {
    func setRegisteredModelTag(_ call: Call) async throws(APIError) -> TrackingAnswer {
        let name = call.request.string("name")
        let tag = KeyValue(call.request)
        try Validation.registeredModelName(name)
        try Validation.registeredModelTag(key: tag.key, value: tag.value)
        let batch = SQLBatch()
        addGuard(ofModel: name, call, batch)
        addRegisteredModelTags([tag], toModel: name, call, batch)
        try await runExpecting(batch) { _ in Self.noRegisteredModel(name) }
        return .empty
    }

    func deleteRegisteredModelTag(_ call: Call) async throws(APIError) -> TrackingAnswer {
        let name = call.request.string("name")
        let key = call.request.string("key")
        try Validation.registeredModelName(name)
        try Validation.registryTagKey(key)
        let batch = SQLBatch()
        addGuard(ofModel: name, call, batch)
        batch.add(
            """
            DELETE FROM registered_model_tags WHERE key = $3
              AND registered_no = (SELECT registered_no FROM registered_models WHERE workspace = $1 AND name = $2)
            """, .scalars(.text(call.workspace), .text(name), .text(key)))
        try await runExpecting(batch) { _ in Self.noRegisteredModel(name) }
        return .empty
    }

    func setModelVersionTag(_ call: Call) async throws(APIError) -> TrackingAnswer {
        let name = call.request.string("name")
        let tag = KeyValue(call.request)
        try Validation.registeredModelName(name)
        let version = try Validation.modelVersion(call.request.string("version"))
        try Validation.modelVersionTag(key: tag.key, value: tag.value)
        let batch = SQLBatch()
        addGuard(ofVersion: version, name, call, batch)
        batch.add(
            """
            INSERT INTO model_version_tags (registered_no, version, key, value)
            SELECT registered_no, $3, $4, $5 FROM registered_models WHERE workspace = $1 AND name = $2
            ON CONFLICT (registered_no, version, key) DO UPDATE SET value = excluded.value
            """, .scalars(.text(call.workspace), .text(name), .int(version), .text(tag.key), .text(tag.value)))
        try await runExpecting(batch) { _ in Self.noModelVersion(name, version) }
        return .empty
    }

    func deleteModelVersionTag(_ call: Call) async throws(APIError) -> TrackingAnswer {
        let name = call.request.string("name")
        let key = call.request.string("key")
        try Validation.registeredModelName(name)
        let version = try Validation.modelVersion(call.request.string("version"))
        try Validation.registryTagKey(key)
        let batch = SQLBatch()
        addGuard(ofVersion: version, name, call, batch)
        batch.add(
            """
            DELETE FROM model_version_tags WHERE version = $3 AND key = $4
              AND registered_no = (SELECT registered_no FROM registered_models WHERE workspace = $1 AND name = $2)
            """, .scalars(.text(call.workspace), .text(name), .int(version), .text(key)))
        try await runExpecting(batch) { _ in Self.noModelVersion(name, version) }
        return .empty
    }

    /// Adds a statement that sets tags of a registered model, each key once.
    func addRegisteredModelTags(_ tags: [KeyValue], toModel name: String, _ call: Call, _ batch: SQLBatch) {
        guard !tags.isEmpty else { return }
        batch.add(
            """
            INSERT INTO registered_model_tags (registered_no, key, value)
            SELECT registered_no, $3, $4 FROM registered_models WHERE workspace = $1 AND name = $2
            ON CONFLICT (registered_no, key) DO UPDATE SET value = excluded.value
            """,
            .each([
                SQLColumn(tags.map { _ in call.workspace }), SQLColumn(tags.map { _ in name }),
                SQLColumn(tags.map(\.key)), SQLColumn(tags.map(\.value)),
            ]))
    }

    /// Adds a statement that undoes the batch when there is no such registered model.
    func addGuard(ofModel name: String, _ call: Call, _ batch: SQLBatch) {
        batch.add(
            sql(
                postgres: "SELECT 1 FROM registered_models WHERE workspace = $1 AND name = $2 FOR SHARE",
                sqlite: "SELECT 1 FROM registered_models WHERE workspace = $1 AND name = $2"),
            .scalars(.text(call.workspace), .text(name)), expecting: 1)
    }

    /// Adds a statement that undoes the batch when there is no such version, and on PostgreSQL keeps it from being
    /// deleted meanwhile.
    func addGuard(ofVersion version: Int64, _ name: String, _ call: Call, _ batch: SQLBatch) {
        batch.add(
            sql(
                postgres: """
                    SELECT 1 FROM model_versions v JOIN registered_models r ON r.registered_no = v.registered_no
                    WHERE r.workspace = $1 AND r.name = $2 AND v.version = $3 AND v.current_stage <> 'Deleted_Internal'
                    FOR SHARE
                    """,
                sqlite: """
                    SELECT 1 FROM model_versions v JOIN registered_models r ON r.registered_no = v.registered_no
                    WHERE r.workspace = $1 AND r.name = $2 AND v.version = $3 AND v.current_stage <> 'Deleted_Internal'
                    """), .scalars(.text(call.workspace), .text(name), .int(version)), expecting: 1)
    }
}
