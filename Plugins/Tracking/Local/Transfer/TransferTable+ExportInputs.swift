// Assay: what this store has of data sets and logged models, and where MLflow has it.
// SPDX-License-Identifier: Apache-2.0

extension TransferTable {
    /// What runs have read and made: MLflow's table of edges.
    static let exportedInputs: [TransferTable] = [
        TransferTable(
            entity: "data sets",
            select: """
                SELECT dataset_no, experiment_id, name, digest, dataset_id, source_type, source, schema, profile
                FROM datasets
                """,
            columns: [
                .cursor("dataset_no"), .int("experiment_id"), .text("name"), .text("digest"), .text("dataset_id"),
                .text("source_type"), .text("source"), .text("schema"), .text("profile"),
            ],
            key: ["dataset_no"],
            insert: """
                INSERT INTO datasets (experiment_id, name, digest, dataset_uuid, dataset_source_type, dataset_source,
                  dataset_schema, dataset_profile) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                ON CONFLICT (experiment_id, name, digest) DO NOTHING
                """, page: 20),
        TransferTable(
            entity: "data sets of runs",
            select: """
                SELECT u.run_no, u.dataset_no, d.dataset_id, r.run_id FROM run_datasets u
                JOIN datasets d ON d.dataset_no = u.dataset_no JOIN runs r ON r.run_no = u.run_no
                """,
            columns: [.cursor("run_no"), .cursor("dataset_no"), .text("dataset_id"), .text("run_id")],
            key: ["run_no", "dataset_no"],
            insert: """
                INSERT INTO inputs (source_type, source_id, destination_type, destination_id, input_uuid)
                VALUES ('DATASET', $1, 'RUN', $2, $3)
                ON CONFLICT (source_type, source_id, destination_type, destination_id) DO NOTHING
                """, hasNewID: true),
        TransferTable(
            entity: "tags of data sets",
            select: """
                SELECT t.run_no, t.dataset_no, t.name, d.dataset_id, r.run_id, t.value FROM run_dataset_tags t
                JOIN datasets d ON d.dataset_no = t.dataset_no JOIN runs r ON r.run_no = t.run_no
                """,
            columns: [
                .cursor("run_no"), .cursor("dataset_no"), .text("name"), .text("dataset_id"), .text("run_id"),
                .text("value"),
            ],
            key: ["run_no", "dataset_no", "name"],
            insert: """
                INSERT INTO input_tags (input_uuid, name, value) SELECT input_uuid, $1, $4 FROM inputs
                WHERE source_type = 'DATASET' AND source_id = $2 AND destination_type = 'RUN' AND destination_id = $3
                ON CONFLICT (input_uuid, name) DO NOTHING
                """),
        TransferTable(
            entity: "models that runs have read",
            select: "SELECT i.run_no, i.model_id, r.run_id FROM run_model_inputs i JOIN runs r ON r.run_no = i.run_no",
            columns: [.cursor("run_no"), .text("model_id"), .text("run_id")], key: ["run_no", "model_id"],
            insert: """
                INSERT INTO inputs (source_type, source_id, destination_type, destination_id, input_uuid)
                VALUES ('RUN_INPUT', $2, 'MODEL_INPUT', $1, $3)
                ON CONFLICT (source_type, source_id, destination_type, destination_id) DO NOTHING
                """, hasNewID: true),
        TransferTable(
            entity: "models that runs have made",
            select: """
                SELECT o.run_no, o.model_id, r.run_id, o.step FROM run_model_outputs o JOIN runs r ON r.run_no = o.run_no
                """,
            columns: [.cursor("run_no"), .text("model_id"), .text("run_id"), .int("step")],
            key: ["run_no", "model_id"],
            insert: """
                INSERT INTO inputs (source_type, source_id, destination_type, destination_id, step, input_uuid)
                VALUES ('RUN_OUTPUT', $2, 'MODEL_OUTPUT', $1, $3, $4)
                ON CONFLICT (source_type, source_id, destination_type, destination_id) DO NOTHING
                """, hasNewID: true),
    ]

    /// Logged models and their data.
    static let exportedModels: [TransferTable] = [
        TransferTable(
            entity: "logged models",
            select: """
                SELECT model_no, model_id, experiment_id, name, artifact_location, creation_timestamp,
                  last_updated_timestamp, status, lifecycle_stage, NULLIF(model_type, '') AS model_type,
                  NULLIF(source_run_id, '') AS source_run_id, status_message FROM logged_models
                """,
            columns: [
                .cursor("model_no"), .text("model_id"), .int("experiment_id"), .text("name"),
                .text("artifact_location"), .int("creation_timestamp"), .int("last_updated_timestamp"), .int("status"),
                .text("lifecycle_stage"), .text("model_type"), .text("source_run_id"), .text("status_message"),
            ],
            key: ["model_no"],
            insert: """
                INSERT INTO logged_models (model_id, experiment_id, name, artifact_location, creation_timestamp_ms,
                  last_updated_timestamp_ms, status, lifecycle_stage, model_type, source_run_id, status_message)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (model_id) DO NOTHING
                """),
        modelPairsOut("logged_model_params", "param", "params of logged models"),
        modelPairsOut("logged_model_tags", "tag", "tags of logged models"),
        TransferTable(
            entity: "metrics of logged models",
            select: """
                SELECT x.metric_no, m.model_id, x.key, x.timestamp, x.step, x.run_id, x.value, m.experiment_id,
                  x.dataset_name, x.dataset_digest FROM logged_model_metrics x
                JOIN logged_models m ON m.model_no = x.model_no
                """,
            columns: [
                .cursor("metric_no"), .text("model_id"), .text("key"), .int("timestamp"), .int("step"), .text("run_id"),
                .double("value"), .int("experiment_id"), .text("dataset_name"), .text("dataset_digest"),
            ],
            key: ["metric_no"],
            insert: """
                INSERT INTO logged_model_metrics (model_id, metric_name, metric_timestamp_ms, metric_step, run_id,
                  metric_value, experiment_id, dataset_name, dataset_digest) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                ON CONFLICT (model_id, metric_name, metric_timestamp_ms, metric_step, run_id) DO NOTHING
                """),
    ]

    private static func modelPairsOut(_ table: String, _ prefix: String, _ entity: String) -> TransferTable {
        TransferTable(
            entity: entity,
            select: """
                SELECT t.model_no, t.key, m.model_id, m.experiment_id, t.value FROM \(table) t
                JOIN logged_models m ON m.model_no = t.model_no
                """,
            columns: [
                .cursor("model_no"), .text("key"), .text("model_id"), .int("experiment_id"), .text("value"),
            ],
            key: ["model_no", "key"],
            insert: """
                INSERT INTO \(table) (\(prefix)_key, model_id, experiment_id, \(prefix)_value) VALUES ($1, $2, $3, $4)
                ON CONFLICT (model_id, \(prefix)_key) DO NOTHING
                """)
    }
}
