// Assay: reading runs.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import AssayOperations

extension Store {
    /// A run with its data.
    func runWithData(_ id: String) async throws(APIError) -> (Run, RunData) {
        let batch = SQLBatch(.readOnly)
        batch.add(Run.byID, .scalars(.text(id)))
        let reader = RunDataReader(batch, runID: id)
        let results = try await run(batch)
        guard results[0].count > 0 else { throw Self.noRun(id) }
        let found = Run(results[0], 0)
        return (found, reader.data(results)[found.number] ?? RunData())
    }

    /// A run without its data, in any stage.
    func run(_ id: String) async throws(APIError) -> Run {
        let batch = SQLBatch(.readOnly)
        batch.add(Run.byID, .scalars(.text(id)))
        let results = try await run(batch)
        guard results[0].count > 0 else { throw Self.noRun(id) }
        return Run(results[0], 0)
    }

    /// A run that may be written to.
    func activeRun(_ id: String) async throws(APIError) -> Run {
        let found = try await run(id)
        guard found.isActive else { throw Self.inactive(found) }
        return found
    }

    static func noRun(_ id: String) -> APIError {
        .doesNotExist("Run with id=\(id) not found")
    }

    static func inactive(_ run: Run) -> APIError {
        .invalidParameter("The run \(run.id) must be in the 'active' state. Current state is \(run.lifecycleStage).")
    }
}
