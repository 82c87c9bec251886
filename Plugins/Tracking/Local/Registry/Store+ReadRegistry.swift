// Assay: reading the model registry.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import AssayOperations

extension Store {
    /// A registered model with all that clients see of it.
    func registeredModel(_ call: Call, _ name: String) async throws(APIError) -> RegisteredModel {
        try Validation.registeredModelName(name)
        let batch = SQLBatch(.readOnly)
        let reader = RegisteredModelReader(batch, workspace: call.workspace, name: name)
        guard let found = reader.models(try await run(batch)).first else { throw Self.noRegisteredModel(name) }
        return found
    }

    /// A version of a registered model, unless it is deleted.
    func modelVersion(_ call: Call, _ name: String, _ version: String) async throws(APIError) -> ModelVersion {
        try Validation.registeredModelName(name)
        return try await modelVersion(call, name, try Validation.modelVersion(version))
    }

    /// A version of a registered model by its number, unless it is deleted.
    func modelVersion(_ call: Call, _ name: String, _ version: Int64) async throws(APIError) -> ModelVersion {
        let batch = SQLBatch(.readOnly)
        let reader = ModelVersionReader(batch, workspace: call.workspace, name: name, version: version)
        guard let found = reader.version(try await run(batch)) else { throw Self.noModelVersion(name, version) }
        return found
    }

    /// The highest version in each of some stages, with its aliases.
    func latestVersions(
        _ call: Call, _ name: String, in stages: Set<ModelStage>
    ) async throws(APIError) -> [ModelVersion] {
        let model = try await registeredModel(call, name)
        return model.latestVersions.compactMap { version in
            guard let stage = ModelStage(rawValue: version.stage), stages.contains(stage) else { return nil }
            var version = version
            version.aliases = model.aliases.filter { $0.version == version.version }.map(\.name)
            return version
        }
    }

    /// The version that an alias stands for; `latest` stands for the highest one.
    func modelVersion(_ call: Call, _ name: String, alias: String) async throws(APIError) -> ModelVersion {
        try Validation.registeredModelName(name)
        try Validation.aliasName(alias)
        if alias.lowercased() == "latest" {
            let all = try await latestVersions(call, name, in: Set(ModelStage.allCases))
            guard let latest = all.max(by: { $0.version < $1.version }) else {
                throw .doesNotExist("Latest version not found for model \(name).")
            }
            return latest
        }
        let model = try await registeredModel(call, name)
        guard let found = model.aliases.first(where: { $0.name == alias }) else {
            throw .invalidParameter("Registered model alias \(alias) not found.")
        }
        return try await modelVersion(call, name, found.version)
    }

    static func noRegisteredModel(_ name: String) -> APIError {
        .doesNotExist("Registered Model with name=\(name) not found")
    }

    static func noModelVersion(_ name: String, _ version: Int64) -> APIError {
        .doesNotExist("Model Version (name=\(name), version=\(version)) not found")
    }
}

extension TrackingAnswer {
    static func registeredModel(_ model: RegisteredModel) -> TrackingAnswer {
        .object { writer in
            writer.key("registered_model"); writer.registeredModel(model)
        }
    }

    static func modelVersion(_ version: ModelVersion) -> TrackingAnswer {
        .object { writer in
            writer.key("model_version"); writer.modelVersion(version)
        }
    }
}
