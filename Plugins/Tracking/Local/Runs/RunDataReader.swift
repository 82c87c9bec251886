// Assay: reads the data of runs, of one or of a page of them.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit

/// Adds the statements that read the data of runs to a batch, and takes the data from what they return.
struct RunDataReader {
    /// Which runs a statement is about, as a condition on `run_no`; $1 is the only parameter.
    private struct Texts {
        let metrics: SQLText
        let params: SQLText
        let tags: SQLText
        let datasets: SQLText
        let datasetTags: SQLText
        let modelInputs: SQLText
        let modelOutputs: SQLText

        init(_ isWanted: String) {
            metrics = SQLText(
                """
                SELECT m.run_no, k.key, m.value, m.is_nan, m.timestamp, m.step FROM latest_metrics m \
                JOIN metric_keys k ON k.key_id = m.key_id WHERE m.run_no \(isWanted)
                """)
            params = SQLText("SELECT run_no, key, value FROM params WHERE run_no \(isWanted)")
            tags = SQLText("SELECT run_no, key, value FROM tags WHERE run_no \(isWanted)")
            datasets = SQLText(
                """
                SELECT i.run_no, d.dataset_no, d.name, d.digest, d.source_type, d.source, d.schema, d.profile \
                FROM run_datasets i JOIN datasets d ON d.dataset_no = i.dataset_no WHERE i.run_no \(isWanted) \
                ORDER BY i.run_no, i.position, d.dataset_no
                """)
            datasetTags = SQLText(
                "SELECT run_no, dataset_no, name, value FROM run_dataset_tags WHERE run_no \(isWanted)")
            modelInputs = SQLText(
                "SELECT run_no, model_id FROM run_model_inputs WHERE run_no \(isWanted) ORDER BY run_no, model_id")
            modelOutputs = SQLText(
                """
                SELECT run_no, model_id, step FROM run_model_outputs WHERE run_no \(isWanted) ORDER BY run_no, model_id
                """)
        }
    }

    private static let ofOne = Texts("= (SELECT run_no FROM runs WHERE run_id = $1)")
    private static let ofSet = Texts("IN (SELECT value FROM json_each($1))")
    private static let ofArray = Texts("= ANY($1)")

    private let first: Int

    /// Reads the data of the run with an id.
    init(_ batch: SQLBatch, runID: String) {
        self.init(batch, Self.ofOne, .scalars(.text(runID)))
    }

    /// Reads the data of some runs.
    init(_ batch: SQLBatch, numbers: [Int64], isPostgres: Bool) {
        self.init(batch, isPostgres ? Self.ofArray : Self.ofSet, .arrays([SQLColumn(numbers)]))
    }

    private init(_ batch: SQLBatch, _ texts: Texts, _ parameters: SQLParameters) {
        first = batch.add(texts.metrics, parameters)
        batch.add(texts.params, parameters)
        batch.add(texts.tags, parameters)
        batch.add(texts.datasets, parameters)
        batch.add(texts.datasetTags, parameters)
        batch.add(texts.modelInputs, parameters)
        batch.add(texts.modelOutputs, parameters)
    }

    /// The data by the runs' numbers.
    func data(_ results: SQLResults) -> [Int64: RunData] {
        var found: [Int64: RunData] = [:]
        func each(_ statement: Int, _ take: (SQLRows, Int, inout RunData) -> Void) {
            let rows = results[first + statement]
            for row in 0..<rows.count { take(rows, row, &found[rows.int(row, 0) ?? 0, default: RunData()]) }
        }
        each(0) { rows, row, data in
            data.metrics.append(
                Metric(
                    key: rows.text(row, 1) ?? "", value: rows.int(row, 3) == 1 ? .nan : rows.double(row, 2) ?? 0,
                    timestamp: rows.int(row, 4) ?? 0, step: rows.int(row, 5) ?? 0))
        }
        each(1) { $2.params.append(KeyValue(key: $0.text($1, 1) ?? "", value: $0.text($1, 2) ?? "")) }
        each(2) { $2.tags.append(KeyValue(key: $0.text($1, 1) ?? "", value: $0.text($1, 2) ?? "")) }
        each(3) { rows, row, data in
            data.datasets.append(
                DatasetInput(
                    number: rows.int(row, 1) ?? 0, name: rows.text(row, 2) ?? "", digest: rows.text(row, 3) ?? "",
                    sourceType: rows.text(row, 4) ?? "", source: rows.text(row, 5) ?? "", schema: rows.text(row, 6),
                    profile: rows.text(row, 7)))
        }
        each(4) { rows, row, data in
            guard let place = data.datasets.firstIndex(where: { $0.number == rows.int(row, 1) }) else { return }
            data.datasets[place].tags.append(KeyValue(key: rows.text(row, 2) ?? "", value: rows.text(row, 3) ?? ""))
        }
        each(5) { $2.modelInputs.append($0.text($1, 1) ?? "") }
        each(6) { $2.modelOutputs.append(($0.text($1, 1) ?? "", $0.int($1, 2) ?? 0)) }
        return found
    }
}
