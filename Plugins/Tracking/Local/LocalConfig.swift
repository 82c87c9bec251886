// Assay: the config of the tracking store.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit

extension LocalTracking {
    static let configSchema = """
        {"type": "object", "additionalProperties": false, "required": ["sql"], "properties": {
          "sql": {"type": "string", "description": "the name under which the SQL driver is published"},
          "other_sql": {"type": "string",
            "description": "the name under which the driver of a database of MLflow's is published, to copy from or to"},
          "artifacts": {"type": "string", "description": "the name under which the artifact store is published"},
          "artifact_root": {"type": "string", "default": "mlflow-artifacts:/",
            "description": "the URI below which the artifacts of experiments are"},
          "secret_key_file": {"type": "string",
            "description": "the file of the key that webhooks' secrets are encrypted with; made when it is not there"}}}
        """
}

/// What the config of the store says.
struct LocalConfig: Sendable {
    /// The name under which the SQL driver is published.
    let sql: String
    /// The name under which the driver of a database of MLflow's is published, for an import or an export.
    let otherSQL: String?
    /// The name under which the artifact store is published, if there is one.
    let artifacts: String?
    /// The URI below which the artifacts of experiments are.
    let artifactRoot: String
    /// The file of the key that secrets of webhooks are encrypted with, unless the environment has the key.
    let secretKeyFile: String?

    init(_ config: Config) throws {
        sql = try config.requiredString("sql")
        otherSQL = try config.string("other_sql")
        artifacts = try config.string("artifacts")
        artifactRoot = try config.string("artifact_root", default: "mlflow-artifacts:/")
        secretKeyFile = try config.string("secret_key_file")
        try config.rejectUnknownKeys()
    }
}
