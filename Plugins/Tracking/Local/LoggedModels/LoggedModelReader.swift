// Assay: reads the data of logged models, of one or of a page of them.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit

/// Adds the statements that read the data of logged models to a batch, and takes the data from what they return.
struct LoggedModelReader {
    /// Which models a statement is about, as a condition on `m.model_no`; $1 is the only parameter.
    private struct Texts {
        let params: SQLText
        let tags: SQLText
        let metrics: SQLText

        init(_ isWanted: String) {
            let from = "JOIN logged_models m ON m.model_no = t.model_no WHERE \(isWanted)"
            params = SQLText(
                "SELECT t.model_no, t.key, t.value FROM logged_model_params t \(from) ORDER BY t.model_no, t.key")
            tags = SQLText(
                "SELECT t.model_no, t.key, t.value FROM logged_model_tags t \(from) ORDER BY t.model_no, t.key")
            metrics = SQLText(
                """
                SELECT t.model_no, m.model_id, t.key, t.value, t.timestamp, t.step, t.run_id, t.dataset_name, \
                t.dataset_digest FROM logged_model_metrics t \(from) \
                ORDER BY t.metric_no
                """)
        }
    }

    private static let ofOne = Texts("m.model_id = $1")
    private static let ofSet = Texts("m.model_no IN (SELECT value FROM json_each($1))")
    private static let ofArray = Texts("m.model_no = ANY($1)")

    private let first: Int

    /// Reads the data of the model with an id.
    init(_ batch: SQLBatch, modelID: String) {
        self.init(batch, Self.ofOne, .scalars(.text(modelID)))
    }

    /// Reads the data of some models.
    init(_ batch: SQLBatch, numbers: [Int64], isPostgres: Bool) {
        self.init(batch, isPostgres ? Self.ofArray : Self.ofSet, .arrays([SQLColumn(numbers)]))
    }

    private init(_ batch: SQLBatch, _ texts: Texts, _ parameters: SQLParameters) {
        first = batch.add(texts.params, parameters)
        batch.add(texts.tags, parameters)
        batch.add(texts.metrics, parameters)
    }

    /// The data by the models' numbers.
    func data(_ results: SQLResults) -> [Int64: LoggedModelData] {
        var found: [Int64: LoggedModelData] = [:]
        func each(_ statement: Int, _ take: (SQLRows, Int, inout LoggedModelData) -> Void) {
            let rows = results[first + statement]
            for row in 0..<rows.count { take(rows, row, &found[rows.int(row, 0) ?? 0, default: LoggedModelData()]) }
        }
        each(0) { $2.params.append(KeyValue(key: $0.text($1, 1) ?? "", value: $0.text($1, 2) ?? "")) }
        each(1) { $2.tags.append(KeyValue(key: $0.text($1, 1) ?? "", value: $0.text($1, 2) ?? "")) }
        each(2) { rows, row, data in
            data.metrics.append(
                LoggedModelMetric(
                    modelID: rows.text(row, 1) ?? "", key: rows.text(row, 2) ?? "", value: rows.double(row, 3) ?? 0,
                    timestamp: rows.int(row, 4) ?? 0, step: rows.int(row, 5) ?? 0, runID: rows.text(row, 6) ?? "",
                    datasetName: rows.text(row, 7), datasetDigest: rows.text(row, 8)))
        }
        return found
    }
}
