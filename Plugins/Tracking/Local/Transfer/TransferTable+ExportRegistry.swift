// Assay: what this store has of its registry, and where MLflow has it.
// SPDX-License-Identifier: Apache-2.0

extension TransferTable {
    /// Registered models and prompts with versions, tags and aliases.
    static let exportedRegistry: [TransferTable] = [
        TransferTable(
            entity: "registered models and prompts",
            select: """
                SELECT registered_no, workspace, name, creation_time, last_updated_time,
                  NULLIF(description, '') AS description FROM registered_models
                """,
            columns: [
                .cursor("registered_no"), .text("workspace"), .text("name"), .int("creation_time"),
                .int("last_updated_time"), .text("description"),
            ],
            key: ["registered_no"],
            insert: """
                INSERT INTO registered_models (workspace, name, creation_time, last_updated_time, description)
                VALUES ($1, $2, $3, $4, $5) ON CONFLICT (workspace, name) DO NOTHING
                """),
        ofRegistered(
            "their tags", "registered_model_tags", [.text("key"), .text("value")], key: ["key"],
            insert: """
                INSERT INTO registered_model_tags (workspace, name, key, value) VALUES ($1, $2, $3, $4)
                ON CONFLICT (workspace, key, name) DO NOTHING
                """),
        ofRegistered(
            "versions", "model_versions",
            [
                .int("version"), .int("creation_time"), .int("last_updated_time"), .text("description"),
                .text("user_id"), .text("current_stage"), .text("source"), .text("storage_location"), .text("run_id"),
                .text("run_link"), .text("status"), .text("status_message"),
            ],
            key: ["version"],
            insert: """
                INSERT INTO model_versions (workspace, name, version, creation_time, last_updated_time, description,
                  user_id, current_stage, source, storage_location, run_id, run_link, status, status_message)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
                ON CONFLICT (workspace, name, version) DO NOTHING
                """),
        ofRegistered(
            "tags of versions", "model_version_tags", [.int("version"), .text("key"), .text("value")],
            key: ["version", "key"],
            insert: """
                INSERT INTO model_version_tags (workspace, name, version, key, value) VALUES ($1, $2, $3, $4, $5)
                ON CONFLICT (workspace, key, name, version) DO NOTHING
                """),
        ofRegistered(
            "aliases", "registered_model_aliases", [.text("alias"), .int("version")], key: ["alias"],
            insert: """
                INSERT INTO registered_model_aliases (workspace, name, alias, version) VALUES ($1, $2, $3, $4)
                ON CONFLICT (workspace, name, alias) DO NOTHING
                """),
    ]

    /// Which events webhooks are for.
    static let exportedEvents = TransferTable(
        entity: "events of webhooks",
        select: """
            SELECT e.webhook_no, e.entity, e.action, w.webhook_id FROM webhook_events e
            JOIN webhooks w ON w.webhook_no = e.webhook_no
            """,
        columns: [.cursor("webhook_no"), .text("entity"), .text("action"), .text("webhook_id")],
        key: ["webhook_no", "entity", "action"],
        insert: """
            INSERT INTO webhook_events (entity, action, webhook_id) VALUES ($1, $2, $3)
            ON CONFLICT (webhook_id, entity, action) DO NOTHING
            """)

    /// Rows that belong to registered models; $1 and $2 are workspace and name, then come `columns`.
    private static func ofRegistered(
        _ entity: String, _ table: String, _ columns: [TransferColumn], key: [String], insert: String
    ) -> TransferTable {
        let names = columns.map { "t.\($0.name)" }.joined(separator: ", ")
        return TransferTable(
            entity: entity,
            select: """
                SELECT t.registered_no, m.workspace, m.name, \(names) FROM \(table) t
                JOIN registered_models m ON m.registered_no = t.registered_no
                """,
            columns: [.cursor("registered_no"), .text("workspace"), .text("name")] + columns,
            key: ["registered_no"] + key, insert: insert)
    }
}
