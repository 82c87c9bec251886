// Assay: checking the source of a new model version.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import AssayOperations

/// Where a new version comes from, as far as it is known.
struct ModelLineage: Sendable {
    var source: String
    var runID: String?
    var modelID: String
}

extension Store {
    /// Follows a source that is another registered version to that version, whose run becomes the new one's.
    func lineage(_ call: Call) async throws(APIError) -> ModelLineage {
        let request = call.request
        var result = ModelLineage(
            source: request.string("source"), runID: request.string("run_id"), modelID: request.string("model_id"))
        let source = ModelSource(result.source)
        guard source.parts.scheme == "models" else { return result }
        guard source.parts.authority.isEmpty else {
            throw .invalidParameter(
                """
                Invalid model version source: '\(source.uri)'. Registered model sources must use the active model registry.
                """)
        }
        guard let uri = ModelURI(source.uri) else { throw source.notOwned(by: .model) }
        guard let name = uri.name else { return result }
        guard try await !registeredModel(call, name).isPrompt else {
            throw .invalidParameter(
                """
                Invalid model version source: '\(source.uri)'. Prompt versions cannot be used as model version sources.
                """)
        }
        let origin = try await version(of: uri, name, call)
        // A version does not know its logged model, so that none matches.
        guard !request.has("run_id") || result.runID == origin.runID ?? "", result.modelID.isEmpty else {
            throw .invalidParameter(
                """
                Invalid model version source: '\(source.uri)'. The run_id and model_id request parameters must match the \
                referenced model version.
                """)
        }
        result.source = "models:/\(name)/\(origin.version)"
        if !request.has("run_id") { result.runID = origin.runID }
        return result
    }

    private func version(of uri: ModelURI, _ name: String, _ call: Call) async throws(APIError) -> ModelVersion {
        switch uri {
        case .version(_, let version): return try await modelVersion(call, name, version)
        case .alias(_, let alias): return try await modelVersion(call, name, alias: alias)
        case .stage(_, let stage):
            return try await latest(call, name, [try ModelStage(named: stage)], " and stage '\(stage)'")
        case .latest, .loggedModel: return try await latest(call, name, Set(ModelStage.allCases), "")
        }
    }

    private func latest(
        _ call: Call, _ name: String, _ stages: Set<ModelStage>, _ where: String
    ) async throws(APIError) -> ModelVersion {
        let versions = try await latestVersions(call, name, in: stages)
        guard let latest = versions.max(by: { $0.version < $1.version }) else {
            throw APIError(.internalError, "No versions of model with name '\(name)'\(`where`) found")
        }
        return latest
    }

    /// Refuses a source that does not belong to the run or the logged model that the client names.
    func checkSource(_ lineage: ModelLineage) async throws(APIError) {
        let source = ModelSource(lineage.source)
        let owner: ModelSource.Owner = lineage.modelID.isEmpty ? .run : .model
        let id = owner == .run ? lineage.runID ?? "" : lineage.modelID
        if try source.isLocal() {
            guard !id.isEmpty, try source.isWithinLocal(try await artifactRoot(of: owner, id, source)) else {
                throw source.notLocal(to: owner, named: id)
            }
            return
        }
        try source.refuseRelativeParts()
        switch source.parts.scheme {
        case "runs":
            let parts = source.parts.path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
            guard owner == .run, source.parts.authority.isEmpty, !id.isEmpty, parts.first.map(String.init) == id else {
                throw source.notOwned(by: owner)
            }
        case "models":
            guard source.parts.authority.isEmpty, let uri = ModelURI(source.uri) else {
                throw source.notOwned(by: .model)
            }
            if case .loggedModel(let model) = uri, owner == .run || model != id { throw source.notOwned(by: .model) }
        case _ where source.isProxied:
            guard !id.isEmpty, source.isWithin(try await artifactRoot(of: owner, id, source)) else {
                throw source.notOwned(by: owner)
            }
        default: break
        }
    }

    private func artifactRoot(
        of owner: ModelSource.Owner, _ id: String, _ source: ModelSource
    ) async throws(APIError) -> String {
        do throws(APIError) {
            switch owner {
            case .run: return try await run(id).artifactURI
            case .model: return try await activeLoggedModel(id).artifactLocation
            }
        } catch {
            throw error.code == .resourceDoesNotExist ? source.notOwned(by: owner) : error
        }
    }
}
