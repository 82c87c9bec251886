// Assay: the model registry.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON

extension TrackingClient {
    /// Registers a name.
    @discardableResult
    public func createRegisteredModel(
        _ name: String, description: String? = nil, tags: [String: String] = [:]
    ) async throws -> RegisteredModel {
        let answer = try await call(
            "createRegisteredModel",
            [
                ("name", .string(name)), ("description", description.map { .string($0) }), ("tags", Self.pairs(tags)),
            ])
        return RegisteredModel(answer["registered_model"])
    }

    /// A registered model.
    public func registeredModel(_ name: String) async throws -> RegisteredModel {
        RegisteredModel(try await call("getRegisteredModel", ["name": .string(name)])["registered_model"])
    }

    /// A page of the registered models that a filter finds.
    public func searchRegisteredModels(
        _ filter: String = "", orderBy: [String] = [], maxResults: Int = 100, pageToken: String? = nil
    ) async throws -> TrackingPage<RegisteredModel> {
        let answer = try await call(
            "searchRegisteredModels",
            [
                ("filter", .string(filter)), ("order_by", .array(orderBy.map { .string($0) })),
                ("max_results", .integer(Int64(maxResults))), ("page_token", pageToken.map { .string($0) }),
            ])
        return TrackingPage(
            elements: (answer["registered_models"]?.arrayValue ?? []).map { RegisteredModel($0) },
            nextPageToken: answer["next_page_token"]?.stringValue)
    }

    /// Registers a version of a model.
    public func createModelVersion(
        _ name: String, source: String, runID: String? = nil, description: String? = nil, tags: [String: String] = [:]
    ) async throws -> ModelVersion {
        let answer = try await call(
            "createModelVersion",
            [
                ("name", .string(name)), ("source", .string(source)), ("run_id", runID.map { .string($0) }),
                ("description", description.map { .string($0) }), ("tags", Self.pairs(tags)),
            ])
        return ModelVersion(answer["model_version"])
    }

    /// A version of a model.
    public func modelVersion(_ name: String, _ version: String) async throws -> ModelVersion {
        let answer = try await call("getModelVersion", ["name": .string(name), "version": .string(version)])
        return ModelVersion(answer["model_version"])
    }

    /// The version that an alias stands for.
    public func modelVersion(_ name: String, alias: String) async throws -> ModelVersion {
        let answer = try await call("getModelVersionByAlias", ["name": .string(name), "alias": .string(alias)])
        return ModelVersion(answer["model_version"])
    }

    /// Lets an alias stand for a version. A policy of the store may refuse it: PERMISSION_DENIED.
    public func set(alias: String, of name: String, to version: String) async throws {
        try await call(
            "setRegisteredModelAlias",
            ["name": .string(name), "alias": .string(alias), "version": .string(version)])
    }

    /// Removes an alias.
    public func delete(alias: String, of name: String) async throws {
        try await call("deleteRegisteredModelAlias", ["name": .string(name), "alias": .string(alias)])
    }

    /// Moves a version to another stage.
    @discardableResult
    public func transition(
        _ name: String, _ version: String, to stage: String, archiveExisting: Bool = false
    ) async throws -> ModelVersion {
        let answer = try await call(
            "transitionModelVersionStage",
            [
                "name": .string(name), "version": .string(version), "stage": .string(stage),
                "archive_existing_versions": .bool(archiveExisting),
            ])
        return ModelVersion(answer["model_version"])
    }
}
