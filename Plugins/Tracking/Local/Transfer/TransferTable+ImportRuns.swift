// Assay: what MLflow has of experiments and runs, and where it goes here.
// SPDX-License-Identifier: Apache-2.0

extension TransferTable {
    /// Experiments, runs and their data, but for the points of metrics. The queries are of MLflow's tables (as
    /// mlflow/store/tracking/dbmodels/models.py of version 3.17.2 defines them), the statements of ours.
    static let importedRuns: [TransferTable] = [
        TransferTable(
            entity: "experiments",
            select: """
                SELECT experiment_id, workspace, name, COALESCE(artifact_location, '') AS artifact_location,
                  COALESCE(lifecycle_stage, 'active') AS lifecycle_stage, COALESCE(creation_time, 0) AS creation_time,
                  COALESCE(last_update_time, creation_time, 0) AS last_update_time FROM experiments
                """,
            columns: [
                .int("experiment_id"), .text("workspace"), .text("name"), .text("artifact_location"),
                .text("lifecycle_stage"), .int("creation_time"), .int("last_update_time"),
            ],
            key: ["experiment_id"],
            insert: """
                INSERT INTO experiments (experiment_id, workspace, name, artifact_location, lifecycle_stage, creation_time,
                  last_update_time) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (experiment_id) DO NOTHING
                """),
        TransferTable(
            entity: "experiment tags",
            select: "SELECT key, experiment_id, COALESCE(value, '') AS value FROM experiment_tags",
            columns: [.text("key"), .int("experiment_id"), .text("value")], key: ["key", "experiment_id"],
            insert: """
                INSERT INTO experiment_tags (key, experiment_id, value) VALUES ($1, $2, $3)
                ON CONFLICT (experiment_id, key) DO NOTHING
                """),
        TransferTable(
            entity: "runs",
            select: """
                SELECT run_uuid, experiment_id, COALESCE(name, '') AS name, COALESCE(user_id, '') AS user_id,
                  COALESCE(status, 'RUNNING') AS status, COALESCE(start_time, 0) AS start_time, end_time, deleted_time,
                  COALESCE(lifecycle_stage, 'active') AS lifecycle_stage, COALESCE(artifact_uri, '') AS artifact_uri
                FROM runs
                """,
            columns: [
                .text("run_uuid"), .int("experiment_id"), .text("name"), .text("user_id"), .text("status"),
                .int("start_time"), .int("end_time"), .int("deleted_time"), .text("lifecycle_stage"),
                .text("artifact_uri"),
            ],
            key: ["run_uuid"],
            insert: """
                INSERT INTO runs (run_id, experiment_id, name, user_id, status, start_time, end_time, deleted_time,
                  lifecycle_stage, artifact_uri) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                ON CONFLICT (run_id) DO NOTHING
                """),
        pairs("params", "params"),
        pairs("tags", "run tags"),
        TransferTable(
            entity: nil, select: "SELECT DISTINCT key FROM metrics", columns: [.text("key")], key: ["key"],
            insert: "INSERT INTO metric_keys (key) VALUES ($1) ON CONFLICT (key) DO NOTHING"),
        TransferTable(
            entity: "latest metrics",
            select: """
                SELECT key, run_uuid, value, CASE WHEN is_nan THEN 1 ELSE 0 END AS is_nan,
                  COALESCE(timestamp, 0) AS timestamp, step FROM latest_metrics
                """,
            columns: [
                .text("key"), .text("run_uuid"), .double("value"), .int("is_nan"), .int("timestamp"), .int("step"),
            ],
            key: ["key", "run_uuid"],
            insert: """
                INSERT INTO latest_metrics (run_no, key_id, value, is_nan, timestamp, step, experiment_id, start_time)
                SELECT r.run_no, k.key_id, $3, $4, $5, $6, r.experiment_id, r.start_time FROM runs r, metric_keys k
                WHERE r.run_id = $2 AND k.key = $1 ON CONFLICT (run_no, key_id) DO NOTHING
                """),
    ]

    /// Params or tags of runs.
    private static func pairs(_ table: String, _ entity: String) -> TransferTable {
        TransferTable(
            entity: entity, select: "SELECT key, run_uuid, COALESCE(value, '') AS value FROM \(table)",
            columns: [.text("key"), .text("run_uuid"), .text("value")], key: ["key", "run_uuid"],
            insert: """
                INSERT INTO \(table) (run_no, key, value, experiment_id, start_time)
                SELECT run_no, $1, $3, experiment_id, start_time FROM runs WHERE run_id = $2
                ON CONFLICT (run_no, key) DO NOTHING
                """)
    }
}
