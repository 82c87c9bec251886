// Assay: reads one version of a registered model.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit

/// Adds the statements that read a version with its tags and aliases to a batch, and takes it from what they return.
struct ModelVersionReader {
    private static let isWanted = "r.workspace = $1 AND r.name = $2"
    private static let version = SQLText(
        """
        SELECT \(ModelVersion.columns) FROM registered_models r JOIN model_versions v \
        ON v.registered_no = r.registered_no \
        WHERE \(isWanted) AND v.version = $3 AND v.current_stage <> '\(ModelStage.deleted)'
        """)
    private static let tags = SQLText(
        """
        SELECT t.key, t.value FROM registered_models r JOIN model_version_tags t \
        ON t.registered_no = r.registered_no WHERE \(isWanted) AND t.version = $3 ORDER BY t.key
        """)
    private static let aliases = SQLText(
        """
        SELECT a.alias FROM registered_models r JOIN registered_model_aliases a \
        ON a.registered_no = r.registered_no WHERE \(isWanted) AND a.version = $3 ORDER BY a.alias
        """)

    private let first: Int

    init(_ batch: SQLBatch, workspace: String, name: String, version: Int64) {
        let parameters = SQLParameters.scalars(.text(workspace), .text(name), .int(version))
        first = batch.add(Self.version, parameters)
        batch.add(Self.tags, parameters)
        batch.add(Self.aliases, parameters)
    }

    /// The version, unless there is none.
    func version(_ results: SQLResults) -> ModelVersion? {
        guard results[first].count > 0 else { return nil }
        var found = ModelVersion(results[first], 0)
        found.tags = KeyValue.rows(results[first + 1])
        let aliases = results[first + 2]
        found.aliases = (0..<aliases.count).compactMap { aliases.text($0, 0) }
        return found
    }
}
