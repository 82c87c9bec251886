// Assay: the operations that say what a run has read and made.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import AssayOperations

extension Store {
    static let inputHandlers: [String: Handler] = [
        "logInputs": { store, call throws(APIError) in try await store.logInputs(call) },
        "logOutputs": { store, call throws(APIError) in try await store.logOutputs(call) },
    ]

    private func logInputs(_ call: Call) async throws(APIError) -> TrackingAnswer {
        let request = call.request
        let id = request.string("run_id")
        try Validation.runID(id)
        let inputs = request.messages("datasets").map { DatasetInput($0) }
        for input in inputs { try input.validate() }
        let found = try await activeRun(id)
        let batch = SQLBatch()
        addDatasets(DatasetInput.firstOfEach(inputs), to: found, batch)
        let models = request.messages("models").map { $0.string("model_id") }
        if !models.isEmpty {
            batch.add(
                """
                INSERT INTO run_model_inputs (run_no, model_id) VALUES ($1, $2)
                ON CONFLICT (run_no, model_id) DO NOTHING
                """,
                .each([SQLColumn(models.map { _ in found.number }), SQLColumn(models)]))
        }
        do throws(SQLFailure) {
            if batch.count > 0 { _ = try await attempt(batch) }
        } catch {
            throw alreadyThere(error)
        }
        return .empty
    }

    /// Data sets are the experiment's, each once by name and digest; a run names each once, and keeps its first tags,
    /// of which one given twice undoes it all, as in MLflow.
    private func addDatasets(_ inputs: [DatasetInput], to run: Run, _ batch: SQLBatch) {
        guard !inputs.isEmpty else { return }
        let schemas = SQLColumn(.text)
        let profiles = SQLColumn(.text)
        for input in inputs {
            schemas.append(.text(input.schema))
            profiles.append(.text(input.profile))
        }
        let experiments = SQLColumn(inputs.map { _ in run.experimentID })
        let names = SQLColumn(inputs.map(\.name))
        let digests = SQLColumn(inputs.map(\.digest))
        batch.add(
            """
            INSERT INTO datasets (experiment_id, name, digest, dataset_id, source_type, source, schema, profile)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (experiment_id, name, digest) DO NOTHING
            """,
            .each([
                experiments, names, digests, SQLColumn(inputs.map { _ in RandomName.uuid() }),
                SQLColumn(inputs.map(\.sourceType)), SQLColumn(inputs.map(\.source)), schemas, profiles,
            ]))
        // Tags come with the first naming alone, so before the row that marks it.
        let tags = inputs.flatMap { input in input.tags.map { (input, $0) } }
        batch.add(
            """
            INSERT INTO run_datasets (run_no, dataset_no, position, is_new)
            SELECT $1, dataset_no, (SELECT coalesce(max(position), -1) + 1 FROM run_datasets WHERE run_no = $1), 1
            FROM datasets WHERE experiment_id = $2 AND name = $3 AND digest = $4
            ON CONFLICT (run_no, dataset_no) DO NOTHING
            """, .each([SQLColumn(inputs.map { _ in run.number }), experiments, names, digests]))
        if !tags.isEmpty {
            batch.add(
                """
                INSERT INTO run_dataset_tags (run_no, dataset_no, name, value)
                SELECT i.run_no, i.dataset_no, $5, $6 FROM run_datasets i JOIN datasets d ON d.dataset_no = i.dataset_no
                WHERE i.run_no = $1 AND i.is_new = 1 AND d.experiment_id = $2 AND d.name = $3 AND d.digest = $4
                """,
                .each([
                    SQLColumn(tags.map { _ in run.number }), SQLColumn(tags.map { _ in run.experimentID }),
                    SQLColumn(tags.map(\.0.name)), SQLColumn(tags.map(\.0.digest)), SQLColumn(tags.map(\.1.key)),
                    SQLColumn(tags.map(\.1.value)),
                ]))
        }
        batch.add(
            "UPDATE run_datasets SET is_new = 0 WHERE run_no = $1 AND is_new = 1", .scalars(.int(run.number)))
    }

    private func logOutputs(_ call: Call) async throws(APIError) -> TrackingAnswer {
        let models = call.request.messages("models")
        let found = try await activeRun(call.request.string("run_id"))
        guard !models.isEmpty else { return .empty }
        let batch = SQLBatch()
        batch.add(
            "INSERT INTO run_model_outputs (run_no, model_id, step) VALUES ($1, $2, $3)",
            .each([
                SQLColumn(models.map { _ in found.number }), SQLColumn(models.map { $0.string("model_id") }),
                SQLColumn(models.map { $0.int64("step") }),
            ]))
        do throws(SQLFailure) {
            _ = try await attempt(batch)
        } catch {
            throw alreadyThere(error)
        }
        return .empty
    }
}
