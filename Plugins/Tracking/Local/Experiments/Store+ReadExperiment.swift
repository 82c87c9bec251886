// Assay: reading experiments.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import AssayOperations

extension Store {
    /// The number behind an experiment's id, as Python reads it.
    static func experimentNumber(_ id: String) throws(APIError) -> Int64 {
        guard let number = try Validation.experimentNumber(id) else {
            throw .doesNotExist("No Experiment with id=\(id) exists")
        }
        return number
    }

    /// The active experiment of something new. MLflow finds the default experiment for no id, and more numbers than its
    /// database can read, and then writes a row of none.
    func owner(_ call: Call, id: String) async throws(APIError) -> Experiment {
        let found = try await experiment(call, id: id)
        guard found.isActive else { throw Self.inactive(found) }
        guard Int64(id.split(separator: " ").joined()) == found.id else {
            throw APIError(
                .badRequest,
                "(IntegrityError) FOREIGN KEY constraint failed: experiment_id: no experiment has the id '\(id)'")
        }
        return found
    }

    /// An experiment by its id, the default one by none, in any stage unless one is asked for.
    func experiment(_ call: Call, id: String, stage: String? = nil) async throws(APIError) -> Experiment {
        try await experiment(in: call.workspace, id: id, stage: stage)
    }

    /// An experiment of a workspace by its id, in any stage unless one is asked for.
    func experiment(in workspace: String, id: String, stage: String? = nil) async throws(APIError) -> Experiment {
        let number = id.isEmpty ? 0 : try Self.experimentNumber(id)
        let batch = SQLBatch(.readOnly)
        batch.add(
            Experiment.byID, .scalars(.int(number), .text(workspace)))
        batch.add("SELECT key, value FROM experiment_tags WHERE experiment_id = $1", .scalars(.int(number)))
        let results = try await run(batch)
        guard results[0].count > 0 else { throw Self.noExperiment(number) }
        var found = Experiment(results[0], 0)
        guard stage == nil || found.lifecycleStage == stage else { throw Self.noExperiment(number) }
        found.tags = KeyValue.rows(results[1])
        return found
    }

    /// An experiment by its name, in any stage.
    func experiment(_ call: Call, named name: String) async throws(APIError) -> Experiment? {
        let batch = SQLBatch(.readOnly)
        batch.add(
            Experiment.byName, .scalars(.text(call.workspace), .text(name)))
        batch.add(
            """
            SELECT t.key, t.value FROM experiment_tags t JOIN experiments e ON e.experiment_id = t.experiment_id
            WHERE e.workspace = $1 AND e.name = $2
            """, .scalars(.text(call.workspace), .text(name)))
        let results = try await run(batch)
        guard results[0].count > 0 else { return nil }
        var found = Experiment(results[0], 0)
        found.tags = KeyValue.rows(results[1])
        return found
    }

    static func noExperiment(_ number: Int64) -> APIError {
        .doesNotExist("No Experiment with id=\(number) exists")
    }

    static func inactive(_ experiment: Experiment) -> APIError {
        .invalidParameter(
            """
            The experiment \(experiment.id) must be in the 'active' state. Current state is \(experiment.lifecycleStage).
            """)
    }
}

extension KeyValue {
    /// Rows of a key and a value.
    static func rows(_ rows: SQLRows) -> [KeyValue] {
        (0..<rows.count).map { KeyValue(key: rows.text($0, 0) ?? "", value: rows.text($0, 1) ?? "") }
    }
}
