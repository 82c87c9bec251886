// Assay: what MLflow has of data sets and logged models, and where it goes here.
// SPDX-License-Identifier: Apache-2.0

extension TransferTable {
    /// What runs have read and made. MLflow keeps it in one table of edges, which differ by the types of their ends.
    static let importedInputs: [TransferTable] = [
        TransferTable(
            entity: "data sets",
            select: """
                SELECT experiment_id, name, digest, dataset_uuid, dataset_source_type, dataset_source, dataset_schema,
                  dataset_profile FROM datasets
                """,
            columns: [
                .int("experiment_id"), .text("name"), .text("digest"), .text("dataset_uuid"),
                .text("dataset_source_type"), .text("dataset_source"), .text("dataset_schema"),
                .text("dataset_profile"),
            ],
            key: ["experiment_id", "name", "digest"],
            insert: """
                INSERT INTO datasets (experiment_id, name, digest, dataset_id, source_type, source, schema, profile)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (experiment_id, name, digest) DO NOTHING
                """, page: 20),
        TransferTable(
            entity: "data sets of runs",
            select: """
                SELECT source_id, destination_id FROM inputs
                WHERE source_type = 'DATASET' AND destination_type = 'RUN'
                """,
            columns: [.text("source_id"), .text("destination_id")], key: ["source_id", "destination_id"],
            insert: """
                INSERT INTO run_datasets (run_no, dataset_no, position)
                SELECT r.run_no, d.dataset_no, (SELECT count(*) FROM run_datasets o WHERE o.run_no = r.run_no)
                FROM runs r, datasets d WHERE d.dataset_id = $1 AND r.run_id = $2
                ON CONFLICT (run_no, dataset_no) DO NOTHING
                """),
        TransferTable(
            entity: "tags of data sets",
            select: """
                SELECT i.source_id, i.destination_id, t.name, t.value FROM inputs i
                JOIN input_tags t ON t.input_uuid = i.input_uuid
                WHERE i.source_type = 'DATASET' AND i.destination_type = 'RUN'
                """,
            columns: [.text("source_id"), .text("destination_id"), .text("name"), .text("value")],
            key: ["source_id", "destination_id", "name"],
            insert: """
                INSERT INTO run_dataset_tags (run_no, dataset_no, name, value)
                SELECT r.run_no, d.dataset_no, $3, $4 FROM runs r, datasets d WHERE d.dataset_id = $1 AND r.run_id = $2
                ON CONFLICT (run_no, dataset_no, name) DO NOTHING
                """),
        TransferTable(
            entity: "models that runs have read",
            select: """
                SELECT source_id, destination_id FROM inputs
                WHERE source_type = 'RUN_INPUT' AND destination_type = 'MODEL_INPUT'
                """,
            columns: [.text("source_id"), .text("destination_id")], key: ["source_id", "destination_id"],
            insert: """
                INSERT INTO run_model_inputs (run_no, model_id) SELECT run_no, $2 FROM runs WHERE run_id = $1
                ON CONFLICT (run_no, model_id) DO NOTHING
                """),
        TransferTable(
            entity: "models that runs have made",
            select: """
                SELECT source_id, destination_id, step FROM inputs
                WHERE source_type = 'RUN_OUTPUT' AND destination_type = 'MODEL_OUTPUT'
                """,
            columns: [.text("source_id"), .text("destination_id"), .int("step")], key: ["source_id", "destination_id"],
            insert: """
                INSERT INTO run_model_outputs (run_no, model_id, step) SELECT run_no, $2, $3 FROM runs WHERE run_id = $1
                ON CONFLICT (run_no, model_id) DO NOTHING
                """),
    ]

    /// Logged models and their data.
    static let importedModels: [TransferTable] = [
        TransferTable(
            entity: "logged models",
            select: """
                SELECT model_id, experiment_id, name, artifact_location, creation_timestamp_ms,
                  last_updated_timestamp_ms, status, COALESCE(lifecycle_stage, 'active') AS lifecycle_stage,
                  COALESCE(model_type, '') AS model_type, COALESCE(source_run_id, '') AS source_run_id, status_message
                FROM logged_models
                """,
            columns: [
                .text("model_id"), .int("experiment_id"), .text("name"), .text("artifact_location"),
                .int("creation_timestamp_ms"), .int("last_updated_timestamp_ms"), .int("status"),
                .text("lifecycle_stage"), .text("model_type"), .text("source_run_id"), .text("status_message"),
            ],
            key: ["model_id"],
            insert: """
                INSERT INTO logged_models (model_id, experiment_id, name, artifact_location, creation_timestamp,
                  last_updated_timestamp, status, lifecycle_stage, model_type, source_run_id, status_message)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (model_id) DO NOTHING
                """),
        modelPairs("logged_model_params", "param", "params of logged models"),
        modelPairs("logged_model_tags", "tag", "tags of logged models"),
        TransferTable(
            entity: "metrics of logged models",
            select: """
                SELECT model_id, metric_name, metric_timestamp_ms, metric_step, run_id,
                  COALESCE(metric_value, 0) AS metric_value, dataset_name, dataset_digest FROM logged_model_metrics
                """,
            columns: [
                .text("model_id"), .text("metric_name"), .int("metric_timestamp_ms"), .int("metric_step"),
                .text("run_id"), .double("metric_value"), .text("dataset_name"), .text("dataset_digest"),
            ],
            key: ["model_id", "metric_name", "metric_timestamp_ms", "metric_step", "run_id"],
            insert: """
                INSERT INTO logged_model_metrics (model_no, key, timestamp, step, run_id, value, dataset_name,
                  dataset_digest) SELECT model_no, $2, $3, $4, $5, $6, $7, $8 FROM logged_models WHERE model_id = $1
                ON CONFLICT (model_no, key, timestamp, step, run_id) DO NOTHING
                """),
    ]

    private static func modelPairs(_ table: String, _ prefix: String, _ entity: String) -> TransferTable {
        TransferTable(
            entity: entity, select: "SELECT model_id, \(prefix)_key, \(prefix)_value FROM \(table)",
            columns: [.text("model_id"), .text("\(prefix)_key"), .text("\(prefix)_value")],
            key: ["model_id", "\(prefix)_key"],
            insert: """
                INSERT INTO \(table) (model_no, key, value) SELECT model_no, $2, $3 FROM logged_models WHERE model_id = $1
                ON CONFLICT (model_no, key) DO NOTHING
                """)
    }
}
