// Assay: models that runs make.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON

extension TrackingClient {
    /// Begins a logged model; finalize it when its files are there.
    public func createLoggedModel(
        in experiment: String, name: String? = nil, sourceRun: String? = nil, type: String? = nil,
        params: [String: String] = [:], tags: [String: String] = [:]
    ) async throws -> LoggedModel {
        let answer = try await call(
            "createLoggedModel",
            [
                ("experiment_id", .string(experiment)), ("name", name.map { .string($0) }),
                ("source_run_id", sourceRun.map { .string($0) }), ("model_type", type.map { .string($0) }),
                ("params", Self.pairs(params)), ("tags", Self.pairs(tags)),
            ])
        return LoggedModel(answer["model"])
    }

    /// Says how a logged model stands.
    @discardableResult
    public func finalizeLoggedModel(_ id: String, _ status: LoggedModel.Status) async throws -> LoggedModel {
        let answer = try await call(
            "finalizeLoggedModel", ["model_id": .string(id), "status": .integer(status.number)])
        return LoggedModel(answer["model"])
    }

    /// A logged model.
    public func loggedModel(_ id: String) async throws -> LoggedModel {
        LoggedModel(try await call("getLoggedModel", path: [("model_id", id)])["model"])
    }

    /// Deletes a logged model.
    public func deleteLoggedModel(_ id: String) async throws {
        try await call("deleteLoggedModel", path: [("model_id", id)])
    }

    /// Sets tags of a logged model.
    public func set(tags: [String: String], ofLoggedModel id: String) async throws {
        let fields: JSONObject = ["model_id": .string(id), "tags": Self.pairs(tags) ?? []]
        try await call("setLoggedModelTags", fields, path: [("model_id", id)])
    }

    /// Removes a tag of a logged model.
    public func deleteTag(_ key: String, ofLoggedModel id: String) async throws {
        try await call("deleteLoggedModelTag", path: [("model_id", id), ("tag_key", key)])
    }

    /// A page of the logged models that a filter finds in some experiments.
    public func searchLoggedModels(
        in experiments: [String], _ filter: String = "", maxResults: Int = 50, pageToken: String? = nil
    ) async throws -> TrackingPage<LoggedModel> {
        let answer = try await call(
            "searchLoggedModels",
            [
                ("experiment_ids", .array(experiments.map { .string($0) })), ("filter", .string(filter)),
                ("max_results", .integer(Int64(maxResults))), ("page_token", pageToken.map { .string($0) }),
            ])
        return TrackingPage(
            elements: (answer["models"]?.arrayValue ?? []).map { LoggedModel($0) },
            nextPageToken: answer["next_page_token"]?.stringValue)
    }
}
