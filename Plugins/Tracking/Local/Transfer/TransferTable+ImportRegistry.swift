// Assay: what MLflow has of its registry, and where it goes here.
// SPDX-License-Identifier: Apache-2.0

extension TransferTable {
    /// Registered models and prompts with versions, tags and aliases; the queries are of MLflow's tables
    /// (mlflow/store/model_registry/dbmodels/models.py).
    static let importedRegistry: [TransferTable] = [
        TransferTable(
            entity: "registered models and prompts",
            select: """
                SELECT workspace, name, COALESCE(creation_time, 0) AS creation_time,
                  COALESCE(last_updated_time, creation_time, 0) AS last_updated_time,
                  COALESCE(description, '') AS description FROM registered_models
                """,
            columns: [
                .text("workspace"), .text("name"), .int("creation_time"), .int("last_updated_time"),
                .text("description"),
            ],
            key: ["workspace", "name"],
            insert: """
                INSERT INTO registered_models (workspace, name, creation_time, last_updated_time, description)
                VALUES ($1, $2, $3, $4, $5) ON CONFLICT (workspace, name) DO NOTHING
                """),
        TransferTable(
            entity: "their tags",
            select: "SELECT workspace, key, name, COALESCE(value, '') AS value FROM registered_model_tags",
            columns: [.text("workspace"), .text("key"), .text("name"), .text("value")],
            key: ["workspace", "key", "name"],
            insert: """
                INSERT INTO registered_model_tags (registered_no, key, value)
                SELECT registered_no, $2, $4 FROM registered_models WHERE workspace = $1 AND name = $3
                ON CONFLICT (registered_no, key) DO NOTHING
                """),
        TransferTable(
            entity: "versions",
            select: """
                SELECT workspace, name, version, COALESCE(creation_time, 0) AS creation_time,
                  COALESCE(last_updated_time, creation_time, 0) AS last_updated_time, description, user_id,
                  COALESCE(current_stage, 'None') AS current_stage, COALESCE(source, '') AS source,
                  COALESCE(storage_location, source, '') AS storage_location, run_id, run_link,
                  COALESCE(status, 'READY') AS status, status_message FROM model_versions
                """,
            columns: [
                .text("workspace"), .text("name"), .int("version"), .int("creation_time"), .int("last_updated_time"),
                .text("description"), .text("user_id"), .text("current_stage"), .text("source"),
                .text("storage_location"), .text("run_id"), .text("run_link"), .text("status"), .text("status_message"),
            ],
            key: ["workspace", "name", "version"],
            insert: """
                INSERT INTO model_versions (registered_no, version, creation_time, last_updated_time, description, user_id,
                  current_stage, source, storage_location, run_id, run_link, status, status_message)
                SELECT registered_no, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14
                FROM registered_models WHERE workspace = $1 AND name = $2 ON CONFLICT (registered_no, version) DO NOTHING
                """),
        TransferTable(
            entity: "tags of versions",
            select: "SELECT workspace, key, name, version, COALESCE(value, '') AS value FROM model_version_tags",
            columns: [.text("workspace"), .text("key"), .text("name"), .int("version"), .text("value")],
            key: ["workspace", "key", "name", "version"],
            insert: """
                INSERT INTO model_version_tags (registered_no, version, key, value)
                SELECT v.registered_no, v.version, $2, $5 FROM registered_models m
                JOIN model_versions v ON v.registered_no = m.registered_no
                WHERE m.workspace = $1 AND m.name = $3 AND v.version = $4
                ON CONFLICT (registered_no, version, key) DO NOTHING
                """),
        TransferTable(
            entity: "aliases", select: "SELECT workspace, name, alias, version FROM registered_model_aliases",
            columns: [.text("workspace"), .text("name"), .text("alias"), .int("version")],
            key: ["workspace", "name", "alias"],
            insert: """
                INSERT INTO registered_model_aliases (registered_no, alias, version)
                SELECT registered_no, $3, $4 FROM registered_models WHERE workspace = $1 AND name = $2
                ON CONFLICT (registered_no, alias) DO NOTHING
                """),
    ]

    /// Which events webhooks are for; the webhooks themselves have secrets, which are not copied as they are.
    static let importedEvents = TransferTable(
        entity: "events of webhooks",
        select: """
            SELECT e.webhook_id, e.entity, e.action FROM webhook_events e
            JOIN webhooks w ON w.webhook_id = e.webhook_id WHERE w.deleted_timestamp IS NULL
            """,
        columns: [.text("webhook_id"), .text("entity"), .text("action")], key: ["webhook_id", "entity", "action"],
        insert: """
            INSERT INTO webhook_events (webhook_no, entity, action)
            SELECT webhook_no, $2, $3 FROM webhooks WHERE webhook_id = $1
            ON CONFLICT (webhook_no, entity, action) DO NOTHING
            """)
}
