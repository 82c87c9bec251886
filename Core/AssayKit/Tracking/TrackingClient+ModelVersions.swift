// Assay: what happens to registered models and their versions later.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON

extension TrackingClient {
    /// Renames a registered model.
    public func renameRegisteredModel(_ name: String, to newName: String) async throws {
        try await call("renameRegisteredModel", ["name": .string(name), "new_name": .string(newName)])
    }

    /// Changes what is said about a registered model.
    public func updateRegisteredModel(_ name: String, description: String) async throws {
        try await call("updateRegisteredModel", ["name": .string(name), "description": .string(description)])
    }

    /// Deletes a registered model with all its versions, for ever.
    public func deleteRegisteredModel(_ name: String) async throws {
        try await call("deleteRegisteredModel", ["name": .string(name)])
    }

    /// Sets a tag of a registered model.
    public func setRegisteredModelTag(_ name: String, _ key: String, _ value: String) async throws {
        try await call(
            "setRegisteredModelTag", ["name": .string(name), "key": .string(key), "value": .string(value)])
    }

    /// Removes a tag of a registered model.
    public func deleteRegisteredModelTag(_ name: String, _ key: String) async throws {
        try await call("deleteRegisteredModelTag", ["name": .string(name), "key": .string(key)])
    }

    /// Changes what is said about a version.
    public func updateModelVersion(_ name: String, _ version: String, description: String) async throws {
        try await call(
            "updateModelVersion",
            ["name": .string(name), "version": .string(version), "description": .string(description)])
    }

    /// Deletes a version, for ever.
    public func deleteModelVersion(_ name: String, _ version: String) async throws {
        try await call("deleteModelVersion", ["name": .string(name), "version": .string(version)])
    }

    /// Sets a tag of a version.
    public func setModelVersionTag(_ name: String, _ version: String, _ key: String, _ value: String) async throws {
        try await call(
            "setModelVersionTag",
            [
                "name": .string(name), "version": .string(version), "key": .string(key), "value": .string(value),
            ])
    }

    /// Removes a tag of a version.
    public func deleteModelVersionTag(_ name: String, _ version: String, _ key: String) async throws {
        try await call(
            "deleteModelVersionTag", ["name": .string(name), "version": .string(version), "key": .string(key)])
    }

    /// Where the files of a version are.
    public func downloadURI(of name: String, _ version: String) async throws -> String {
        let answer = try await call(
            "getModelVersionDownloadUri", ["name": .string(name), "version": .string(version)])
        return answer["artifact_uri"]?.stringValue ?? ""
    }

    /// The newest version in each of some stages; in each of all stages when none is named.
    public func latestVersions(of name: String, stages: [String] = []) async throws -> [ModelVersion] {
        let answer = try await call(
            "getLatestVersions", ["name": .string(name), "stages": .array(stages.map { .string($0) })])
        return (answer["model_versions"]?.arrayValue ?? []).map { ModelVersion($0) }
    }

    /// A page of the versions that a filter finds, for instance "name = 'checkout'"; their aliases are not told.
    public func searchModelVersions(
        _ filter: String = "", orderBy: [String] = [], maxResults: Int = 10_000, pageToken: String? = nil
    ) async throws -> TrackingPage<ModelVersion> {
        let answer = try await call(
            "searchModelVersions",
            [
                ("filter", .string(filter)), ("order_by", .array(orderBy.map { .string($0) })),
                ("max_results", .integer(Int64(maxResults))), ("page_token", pageToken.map { .string($0) }),
            ])
        return TrackingPage(
            elements: (answer["model_versions"]?.arrayValue ?? []).map { ModelVersion($0) },
            nextPageToken: answer["next_page_token"]?.stringValue)
    }
}
