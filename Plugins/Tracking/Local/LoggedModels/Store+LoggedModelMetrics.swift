// Assay: metrics that runs measure of logged models.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import AssayOperations
internal import CAssay

extension Store {
    /// Adds statements that write metrics of logged models, all or none. One that is there already with the same value
    /// is left as it is; with another value, or for a model that is not there, the batch is undone and fails at the
    /// statement that is returned.
    func addLoggedModelMetrics(_ metrics: [LoggedModelMetric], _ batch: SQLBatch) -> Int {
        let values = SQLColumn(.double)
        let names = SQLColumn(.text)
        let digests = SQLColumn(.text)
        for metric in metrics {
            values.append(metric.value)
            names.append(.text(metric.datasetName))
            digests.append(.text(metric.datasetDigest))
        }
        let columns = [
            SQLColumn(metrics.map(\.modelID)), SQLColumn(metrics.map(\.key)), SQLColumn(metrics.map(\.timestamp)),
            SQLColumn(metrics.map(\.step)), SQLColumn(metrics.map(\.runID)), values, names, digests,
        ]
        batch.add(
            """
            INSERT INTO logged_model_metrics
              (model_no, key, timestamp, step, run_id, value, dataset_name, dataset_digest)
            SELECT model_no, $2, $3, $4, $5, $6, $7, $8 FROM logged_models WHERE model_id = $1
            ON CONFLICT (model_no, key, timestamp, step, run_id) DO NOTHING
            """, .each(columns))
        return batch.add(
            """
            SELECT 1 FROM logged_model_metrics t JOIN logged_models m ON m.model_no = t.model_no
            WHERE m.model_id = $1 AND t.key = $2 AND t.timestamp = $3 AND t.step = $4 AND t.run_id = $5 AND t.value = $6
              AND t.dataset_name IS NOT DISTINCT FROM $7 AND t.dataset_digest IS NOT DISTINCT FROM $8
            """, .each(columns), expecting: metrics.count)
    }

    /// What a client is told when a metric of a logged model is refused.
    static let loggedModelMetricRefusal = APIError(
        .badRequest,
        "(IntegrityError) logged_model_metrics: a logged model is not there, or has another value of the same metric, "
            + "timestamp, step and run")
}
