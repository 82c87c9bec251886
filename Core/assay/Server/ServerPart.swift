// Assay: one component of a server.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON

/// A component to make: its id, its config, and the name under which the next ones find it.
struct ServerPart {
    let id: String
    let name: String
    let config: JSONValue
}

extension ServerPart {
    /// The component that keeps artifacts in a folder.
    static let artifactStore = "assay.artifacts.files"
    /// The name of the store of artifacts that the tracking store uses.
    static let artifacts = "artifacts"

    /// The parts of a tracking store, which is the last one.
    static func store(
        _ backend: BackendURI, _ artifacts: ArtifactSettings, hasArtifacts: Bool, other: ServerPart? = nil
    ) -> [ServerPart] {
        var parts = [database(backend)]
        var config: JSONObject = ["sql": "sql", "artifact_root": .string(artifacts.root)]
        if artifacts.isServed, hasArtifacts {
            parts.append(
                ServerPart(
                    id: artifactStore, name: Self.artifacts,
                    config: ["root": .string(artifacts.folder), "create": true]))
            config["artifacts"] = .string(Self.artifacts)
        }
        if let other {
            parts.append(other)
            config["other_sql"] = .string(other.name)
        }
        // Servers that share a database get the key from the environment.
        if let file = backend.secretKeyFile { config["secret_key_file"] = .string(file) }
        return parts + [ServerPart(id: "assay.tracking.local", name: "tracking", config: .object(config))]
    }

    /// The driver of a database of MLflow's, which stays as it is but for what is written into its tables.
    static func otherDatabase(_ uri: BackendURI, isReadOnly: Bool) throws(CommandError) -> ServerPart {
        switch uri {
        case .sqlite(let path):
            ServerPart(
                id: "assay.sql.sqlite", name: "other-sql",
                config: ["path": .string(path), "create": false, "read_only": .bool(isReadOnly), "journal": "keep"])
        case .postgres(let uri):
            ServerPart(id: "assay.sql.postgres", name: "other-sql", config: ["url": .string(uri)])
        case .folder(let path):
            throw CommandError("'\(path)' is a folder; write sqlite:///FILE or postgresql://…")
        }
    }

    private static func database(_ backend: BackendURI) -> ServerPart {
        switch backend {
        case .sqlite(let path):
            ServerPart(id: "assay.sql.sqlite", name: "sql", config: ["path": .string(path), "create": true])
        case .folder(let path):
            ServerPart(
                id: "assay.sql.sqlite", name: "sql",
                config: ["path": .string("\(path)/\(BackendURI.fileName)"), "create": true])
        case .postgres(let uri):
            ServerPart(id: "assay.sql.postgres", name: "sql", config: ["url": .string(uri)])
        }
    }
}

extension ServerSettings {
    /// The parts in the order of their start; each stands on those before it.
    func parts(hasArtifacts: Bool) -> [ServerPart] {
        ServerPart.store(backend, artifacts, hasArtifacts: hasArtifacts) + [
            routes(hasArtifacts: artifacts.isServed && hasArtifacts), server,
        ]
    }

    private func routes(hasArtifacts: Bool) -> ServerPart {
        var config: JSONObject = ["tracking": "tracking", "static_prefix": .string(prefix)]
        if hasArtifacts { config["artifacts"] = .string(ServerPart.artifacts) }
        if let most = graphQL.rootFields { config["graphql_max_root_fields"] = .integer(Int64(most)) }
        if let most = graphQL.aliases { config["graphql_max_aliases"] = .integer(Int64(most)) }
        if let mlflowUI { config["mlflow_ui"] = .string(mlflowUI) }
        return ServerPart(id: "assay.routes.tracking", name: "tracking-routes", config: .object(config))
    }

    private var server: ServerPart {
        var config: JSONObject = [
            "host": .string(host), "port": .integer(Int64(port)), "routes": ["tracking-routes"],
            "api_prefixes": [.string(prefix + "/api/"), .string(prefix + "/ajax-api/")],
            "cors_allowed_origins": .array(corsOrigins.map { .string($0) }), "x_frame_options": .string(frameOptions),
            "security": .bool(hasSecurity),
        ]
        if !allowedHosts.isEmpty { config["allowed_hosts"] = .array(allowedHosts.map { .string($0) }) }
        return ServerPart(id: "assay.server.http", name: "server", config: .object(config))
    }
}
