// Assay: what this store has of experiments and runs, and where MLflow has it.
// SPDX-License-Identifier: Apache-2.0

extension TransferTable {
    /// Experiments, runs and their data, but for the points of metrics.
    static let exportedRuns: [TransferTable] = [
        TransferTable(
            entity: "experiments",
            select: """
                SELECT experiment_id, workspace, name, artifact_location, lifecycle_stage, creation_time, last_update_time
                FROM experiments
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
            entity: "experiment tags", select: "SELECT experiment_id, key, value FROM experiment_tags",
            columns: [.int("experiment_id"), .text("key"), .text("value")], key: ["experiment_id", "key"],
            insert: """
                INSERT INTO experiment_tags (experiment_id, key, value) VALUES ($1, $2, $3)
                ON CONFLICT (key, experiment_id) DO NOTHING
                """),
        TransferTable(
            entity: "runs",
            select: """
                SELECT run_no, run_id, experiment_id, name, user_id, status, start_time, end_time, deleted_time,
                  lifecycle_stage, artifact_uri FROM runs
                """,
            columns: [
                .cursor("run_no"), .text("run_id"), .int("experiment_id"), .text("name"), .text("user_id"),
                .text("status"),
                .int("start_time"), .int("end_time"), .int("deleted_time"), .text("lifecycle_stage"),
                .text("artifact_uri"),
            ],
            key: ["run_no"],
            insert: """
                INSERT INTO runs (run_uuid, experiment_id, name, user_id, status, start_time, end_time, deleted_time,
                  lifecycle_stage, artifact_uri, source_type, source_name, entry_point_name, source_version)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'UNKNOWN', '', '', '')
                ON CONFLICT (run_uuid) DO NOTHING
                """),
        pairsOut("params", "params"),
        pairsOut("tags", "run tags"),
        TransferTable(
            entity: "latest metrics",
            select: """
                SELECT l.run_no, l.key_id, r.run_id, k.key, l.value, l.is_nan, l.timestamp, l.step FROM latest_metrics l
                JOIN runs r ON r.run_no = l.run_no JOIN metric_keys k ON k.key_id = l.key_id
                """,
            columns: [
                .cursor("run_no"), .cursor("key_id"), .text("run_id"), .text("key"), .double("value"), .int("is_nan"),
                .int("timestamp"), .int("step"),
            ],
            key: ["run_no", "key_id"],
            insert: """
                INSERT INTO latest_metrics (run_uuid, key, value, is_nan, timestamp, step)
                VALUES ($1, $2, $3, $4 = 1, $5, $6) ON CONFLICT (key, run_uuid) DO NOTHING
                """),
    ]

    private static func pairsOut(_ table: String, _ entity: String) -> TransferTable {
        TransferTable(
            entity: entity,
            select: "SELECT t.run_no, t.key, r.run_id, t.value FROM \(table) t JOIN runs r ON r.run_no = t.run_no",
            columns: [.cursor("run_no"), .text("key"), .text("run_id"), .text("value")], key: ["run_no", "key"],
            insert: """
                INSERT INTO \(table) (key, run_uuid, value) VALUES ($1, $2, $3)
                ON CONFLICT (key, run_uuid) DO NOTHING
                """)
    }
}
