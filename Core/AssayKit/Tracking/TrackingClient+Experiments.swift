// Assay: experiments.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON

extension TrackingClient {
    /// Creates an experiment and returns its id. Throws RESOURCE_ALREADY_EXISTS when the name is in use, also by a
    /// deleted one.
    public func createExperiment(
        _ name: String, artifactLocation: String? = nil, tags: [String: String] = [:]
    ) async throws -> String {
        let answer = try await call(
            "createExperiment",
            [
                ("name", .string(name)), ("artifact_location", artifactLocation.map { .string($0) }),
                ("tags", Self.pairs(tags)),
            ])
        return answer["experiment_id"]?.stringValue ?? ""
    }

    /// The experiment with an id.
    public func experiment(_ id: String) async throws -> TrackedExperiment {
        TrackedExperiment(try await call("getExperiment", ["experiment_id": .string(id)])["experiment"])
    }

    /// The experiment with a name; nil when there is none.
    public func experiment(named name: String) async throws -> TrackedExperiment? {
        do {
            let answer = try await call("getExperimentByName", ["experiment_name": .string(name)])
            return TrackedExperiment(answer["experiment"])
        } catch let failure as TrackingFailure where failure.isNotFound {
            return nil
        }
    }

    /// The id of the experiment with a name, which is created when it is not there.
    public func ensureExperiment(_ name: String) async throws -> String {
        if let found = try await experiment(named: name) { return found.id }
        do {
            return try await createExperiment(name)
        } catch let failure as TrackingFailure where failure.code == "RESOURCE_ALREADY_EXISTS" {
            // Somebody else was faster.
            return try await experiment(named: name)?.id ?? ""
        }
    }

    /// A page of the experiments that a filter finds.
    public func searchExperiments(
        _ filter: String = "", view: TrackingView = .active, orderBy: [String] = [], maxResults: Int = 1000,
        pageToken: String? = nil
    ) async throws -> TrackingPage<TrackedExperiment> {
        let answer = try await call(
            "searchExperiments",
            [
                ("filter", .string(filter)), ("view_type", .string(view.rawValue)),
                ("order_by", .array(orderBy.map { .string($0) })), ("max_results", .integer(Int64(maxResults))),
                ("page_token", pageToken.map { .string($0) }),
            ])
        return TrackingPage(
            elements: (answer["experiments"]?.arrayValue ?? []).map { TrackedExperiment($0) },
            nextPageToken: answer["next_page_token"]?.stringValue)
    }

    /// Renames an experiment.
    public func renameExperiment(_ id: String, to name: String) async throws {
        try await call("updateExperiment", ["experiment_id": .string(id), "new_name": .string(name)])
    }

    /// Deletes an experiment with its runs; they can be restored.
    public func deleteExperiment(_ id: String) async throws {
        try await call("deleteExperiment", ["experiment_id": .string(id)])
    }

    /// Restores a deleted experiment with its runs.
    public func restoreExperiment(_ id: String) async throws {
        try await call("restoreExperiment", ["experiment_id": .string(id)])
    }

    /// Sets a tag of an experiment.
    public func setExperimentTag(_ id: String, _ key: String, _ value: String) async throws {
        try await call(
            "setExperimentTag", ["experiment_id": .string(id), "key": .string(key), "value": .string(value)])
    }
}
