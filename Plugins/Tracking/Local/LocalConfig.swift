// Assay: the config of the tracking store.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit

extension LocalTracking {
    static let configSchema = """
        {"type": "object", "additionalProperties": false, "required": ["sql"], "properties": {
          "sql": {"type": "string", "description": "the name under which the SQL driver is published"},
          "artifacts": {"type": "string", "description": "the name under which the artifact store is published"},
          "artifact_root": {"type": "string", "default": "mlflow-artifacts:/",
            "description": "the URI below which the artifacts of experiments are"}}}
        """
}

/// What the config of the store says.
struct LocalConfig: Sendable {
    /// The name under which the SQL driver is published.
    let sql: String
    /// The name under which the artifact store is published, if there is one.
    let artifacts: String?
    /// The URI below which the artifacts of experiments are.
    let artifactRoot: String

    init(_ config: Config) throws {
        sql = try config.requiredString("sql")
        artifacts = try config.string("artifacts")
        artifactRoot = try config.string("artifact_root", default: "mlflow-artifacts:/")
        try config.rejectUnknownKeys()
    }
}
