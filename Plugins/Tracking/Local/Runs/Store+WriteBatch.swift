// Assay: writing params, metrics and tags of a run together.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import AssayOperations
internal import CAssay

extension Store {
    /// Writes all of a batch or nothing, in one transaction; it is durable when this returns.
    func write(_ content: RunBatch, to run: Run) async throws(APIError) {
        let batch = SQLBatch()
        var ofParams: Int?
        var ofRun: Int?
        var ofModels: Int?
        if !content.params.isEmpty { ofParams = addParams(content.params, to: run, batch) }
        if !content.metrics.isEmpty {
            ofRun = addMetrics(try await metricWrite(content.metrics, toRun: run.id), batch)
        }
        if !content.ofModels.isEmpty { ofModels = addLoggedModelMetrics(content.ofModels, batch) }
        addTags(KeyValue.lastOfEach(content.tags).filter { !$0.isEmptyName }, toRun: run.id, batch)
        guard batch.count > 0 else { return }
        let failure: SQLFailure
        do throws(SQLFailure) {
            _ = try await attempt(batch)
            return
        } catch {
            failure = error
        }
        guard failure.isOfRows, let statement = failure.failedStatement else { throw apiError(failure) }
        switch statement {
        case ofParams: throw try await paramConflict(content.params, run)
        case ofRun: throw Self.inactive(try await self.run(run.id))
        case ofModels: throw Self.loggedModelMetricRefusal
        default: throw apiError(failure)
        }
    }

    /// Adds statements that write params, each once for ever: with another value than the one that is there the batch is
    /// undone, and fails at the statement that is returned.
    private func addParams(_ params: [KeyValue], to run: Run, _ batch: SQLBatch) -> Int {
        let columns = [
            SQLColumn(params.map { _ in run.number }), SQLColumn(params.map(\.key)), SQLColumn(params.map(\.value)),
        ]
        let all =
            columns + [
                SQLColumn(params.map { _ in run.experimentID }), SQLColumn(params.map { _ in run.startTime }),
            ]
        batch.add(
            sql(
                postgres: """
                    INSERT INTO params (run_no, key, value, experiment_id, start_time)
                    SELECT * FROM unnest($1, $2, $3, $4, $5) ON CONFLICT (run_no, key) DO NOTHING
                    """,
                sqlite: """
                    INSERT INTO params (run_no, key, value, experiment_id, start_time) VALUES ($1, $2, $3, $4, $5)
                    ON CONFLICT (run_no, key) DO NOTHING
                    """), isPostgres ? .arrays(all) : .each(all))
        return batch.add(
            sql(
                postgres: """
                    SELECT p.key, p.value FROM unnest($1, $2, $3) AS i (run_no, key, value)
                    JOIN params p ON p.run_no = i.run_no AND p.key = i.key WHERE p.value <> i.value
                    """, sqlite: "SELECT key, value FROM params WHERE run_no = $1 AND key = $2 AND value <> $3"),
            isPostgres ? .arrays(columns) : .each(columns), expecting: 0)
    }

    /// The error that names all params whose values differ from those that are there.
    private func paramConflict(_ params: [KeyValue], _ run: Run) async throws(APIError) -> APIError {
        let batch = SQLBatch(.readOnly)
        batch.add("SELECT key, value FROM params WHERE run_no = $1", .scalars(.int(run.number)))
        let rows = KeyValue.rows(try await self.run(batch)[0])
        let old = Dictionary(rows.map { ($0.key, $0.value) }) { first, _ in first }
        let differing = params.compactMap { param -> String? in
            guard let value = old[param.key], value != param.value else { return nil }
            let key = PythonText.repr(param.key)
            return
                "{'key': \(key), 'old_value': \(PythonText.repr(value)), 'new_value': \(PythonText.repr(param.value))}"
        }
        return .invalidParameter(
            """
            Changing param values is not allowed. Params were already logged='[\(differing.joined(separator: ", "))]' \
            for run ID='\(run.id)'.
            """)
    }
}
