// Assay: what holds for the whole store.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit

/// What holds for the whole store, whichever loop answers.
struct StoreSettings: Sendable {
    /// Whether the database is PostgreSQL and not SQLite.
    var isPostgres: Bool
    /// The URI below which the artifacts of experiments are, unless an experiment has its own.
    var artifactRoot: String
    /// Which URLs webhooks may have.
    var webhooks = WebhookPolicy()
    /// Keeps the secrets of webhooks; nil when the server has no key for them.
    var secrets: SecretBox?
    /// Where artifacts below `mlflow-artifacts:/` are; nil when this server does not keep them.
    var artifacts: ArtifactStore?
    /// A database of MLflow's to copy from or to.
    var otherDatabase: SQLDriver?
}
