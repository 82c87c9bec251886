// Assay: the operations on aliases.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import AssayOperations

extension Store {
    static let aliasHandlers: [String: Handler] = [
        "setRegisteredModelAlias": { store, call throws(APIError) in try await store.setAlias(call) },
        "deleteRegisteredModelAlias": { store, call throws(APIError) in try await store.deleteAlias(call) },
        "getModelVersionByAlias": { store, call throws(APIError) in
            let request = call.request
            return .modelVersion(
                try await store.modelVersion(call, request.string("name"), alias: request.string("alias")))
        },
    ]

    private func setAlias(_ call: Call) async throws(APIError) -> TrackingAnswer {
        let name = call.request.string("name")
        let alias = call.request.string("alias")
        try Validation.registeredModelName(name)
        try Validation.aliasName(alias)
        try Validation.aliasIsFree(alias)
        let version = try Validation.modelVersion(call.request.string("version"))
        _ = try await modelVersion(call, name, version)
        var detail = TrackingDetail()
        detail.name = name
        detail.version = String(version)
        detail.key = alias
        try await events.decide(.beforeSetAlias, call, detail)
        let batch = SQLBatch()
        addGuard(ofVersion: version, name, call, batch)
        batch.add(
            """
            INSERT INTO registered_model_aliases (registered_no, alias, version)
            SELECT registered_no, $3, $4 FROM registered_models WHERE workspace = $1 AND name = $2
            ON CONFLICT (registered_no, alias) DO UPDATE SET version = excluded.version
            """, .scalars(.text(call.workspace), .text(name), .text(alias), .int(version)))
        try await runExpecting(batch) { _ in Self.noModelVersion(name, version) }
        events.emit(.setAlias, call) { $0 = detail }
        return .empty
    }

    private func deleteAlias(_ call: Call) async throws(APIError) -> TrackingAnswer {
        let name = call.request.string("name")
        let alias = call.request.string("alias")
        try Validation.registeredModelName(name)
        try Validation.aliasName(alias)
        let batch = SQLBatch()
        addGuard(ofModel: name, call, batch)
        batch.add(
            """
            DELETE FROM registered_model_aliases WHERE alias = $3
              AND registered_no = (SELECT registered_no FROM registered_models WHERE workspace = $1 AND name = $2)
            """, .scalars(.text(call.workspace), .text(name), .text(alias)))
        try await runExpecting(batch) { _ in Self.noRegisteredModel(name) }
        return .empty
    }
}
