// Assay: a database of MLflow's, as a source or a target of a copy.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import AssayOperations

/// A database whose tables MLflow has made.
struct MLflowDatabase {
    /// The state of the tables that is known here: that of MLflow 3.17.2.
    static let revision = "dc11669786a5"
    let session: SQLSession
    let isPostgres: Bool

    /// Refuses a database that is not MLflow's, or whose tables are of another version.
    func check() async throws(APIError) {
        let found: String?
        do throws(SQLFailure) {
            found = try await session.run(Self.reading("SELECT version_num FROM alembic_version"))[0].text(0, 0)
        } catch {
            guard error.code == "42601" || error.code == "42P01" else { throw Self.failed(error) }
            found = nil
        }
        guard let found else {
            throw APIError(
                .invalidState, "this is no database of MLflow's: it has no revision; 'mlflow db upgrade URL' makes one")
        }
        guard found == Self.revision else {
            throw APIError(
                .invalidState,
                """
                the tables are of revision \(found), and \(Self.revision) of MLflow 3.17.2 is needed; \
                run 'mlflow db upgrade URL' of that version
                """)
        }
    }

    /// How many rows there are of what has no place in this store, by its name.
    func untaken() async throws(APIError) -> [TransferCount] {
        let tables = [
            ("trace_info", "traces"), ("assessments", "assessments"), ("evaluation_datasets", "evaluation data sets"),
            ("scorers", "scorers"), ("endpoints", "gateway endpoints"), ("secrets", "gateway secrets"),
            ("budget_policies", "budget policies"), ("mcp_servers", "MCP servers"), ("issues", "issues"),
            ("jobs", "jobs"), ("review_queues", "review queues"), ("label_schemas", "label schemas"),
        ]
        let batch = SQLBatch(.readOnly)
        for (table, _) in tables { batch.add(SQLText("SELECT count(*) FROM \(table)")) }
        do throws(SQLFailure) {
            let results = try await session.run(batch)
            return tables.indices.map {
                TransferCount(entity: tables[$0].1, found: Int(clamping: results[$0].int(0, 0) ?? 0))
            }.filter { $0.found > 0 }
        } catch {
            throw Self.failed(error)
        }
    }

    /// Whether there is nothing in it yet but a default experiment without runs.
    func isEmpty() async throws(APIError) -> Bool {
        do throws(SQLFailure) {
            let found = try await session.run(
                Self.reading(
                    """
                    SELECT (SELECT count(*) FROM experiments WHERE experiment_id <> 0) + (SELECT count(*) FROM runs)
                      + (SELECT count(*) FROM registered_models) + (SELECT count(*) FROM webhooks)
                    """))
            return found[0].int(0, 0) == 0
        } catch {
            throw Self.failed(error)
        }
    }

    static func failed(_ failure: SQLFailure) -> APIError {
        APIError(.temporarilyUnavailable, "MLflow's database: \(failure)")
    }

    private static func reading(_ text: SQLText) -> SQLBatch {
        let batch = SQLBatch(.readOnly)
        batch.add(text)
        return batch
    }
}
