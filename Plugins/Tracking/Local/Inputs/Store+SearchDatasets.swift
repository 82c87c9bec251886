// Assay: which data sets the runs of experiments have read.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import AssayOperations

extension Store {
    static let datasetSearchHandlers: [String: Handler] = [
        "searchDatasets": { store, call throws(APIError) in try await store.searchDatasets(call) }
    ]

    /// Each data set once for each context in which a run has read it; 1,000 at most, as MLflow gives.
    private func searchDatasets(_ call: Call) async throws(APIError) -> TrackingAnswer {
        var numbers: [Int64] = []
        for id in call.request.strings("experiment_ids") {
            numbers.append(id.isEmpty ? 0 : try Self.experimentNumber(id))
        }
        let found = try await experiments(numbers, of: call.workspace)
        guard !found.isEmpty else { return .empty }
        let batch = SQLBatch(.readOnly)
        batch.add(
            SQLText(
                """
                SELECT DISTINCT d.experiment_id, d.name, d.digest, t.value FROM datasets d
                JOIN run_datasets u ON u.dataset_no = d.dataset_no
                LEFT JOIN run_dataset_tags t ON t.run_no = u.run_no AND t.dataset_no = u.dataset_no
                  AND t.name = 'mlflow.data.context'
                WHERE d.experiment_id \(isPostgres ? "= ANY($1)" : "IN (SELECT value FROM json_each($1))")
                ORDER BY d.experiment_id, d.name, d.digest, t.value LIMIT 1000
                """), .arrays([SQLColumn(found)]))
        let rows = try await run(batch)[0]
        return .object { writer in
            writer.member("dataset_summaries", 0..<rows.count) { writer, row in
                writer.beginObject()
                writer.member("experiment_id", String(rows.int(row, 0) ?? 0))
                writer.member("name", rows.text(row, 1) ?? "")
                writer.member("digest", rows.text(row, 2) ?? "")
                writer.member("context", ifThere: rows.text(row, 3).flatMap { $0.isEmpty ? nil : $0 })
                writer.endObject()
            }
        }
    }
}
