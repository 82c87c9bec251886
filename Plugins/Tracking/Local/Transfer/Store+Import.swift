// Assay: takes over a database of MLflow's.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON
internal import AssayKit
internal import AssayOperations
internal import TrackingSeries

extension Store {
    /// Copies a database of MLflow's, which the config names, into this one. It must be empty, or hold what an import of
    /// the same source has left that was cut off: rows that are there already stay.
    func importDatabase(_ options: JSONValue) async throws(APIError) -> TrackingAnswer {
        guard let name = options["source"]?.stringValue else {
            throw .invalidParameter("'source' must be the name of what is imported")
        }
        return try await withOtherDatabase { other, transfer throws(APIError) in
            try await other.check()
            try await self.beginImport(name)
            let left = try await other.untaken()
            do throws(SQLFailure) {
                for table in TransferTable.importedRuns { try await transfer.copy(table) }
            } catch {
                throw self.transferError(error)
            }
            try await self.importPoints(transfer)
            do throws(SQLFailure) {
                for table in TransferTable.importedInputs + TransferTable.importedModels
                    + TransferTable.importedRegistry
                { try await transfer.copy(table) }
            } catch {
                throw self.transferError(error)
            }
            try await self.importWebhooks(transfer)
            try await self.endImport(name)
            return Self.report(transfer.progress.counts, left)
        }
    }

    /// Opens the other database on this store's loop, for the length of `body`.
    func withOtherDatabase(
        _ body: (MLflowDatabase, Transfer) async throws(APIError) -> TrackingAnswer, isTarget: Bool = false
    ) async throws(APIError) -> TrackingAnswer {
        guard let driver = settings.otherDatabase else {
            throw APIError(.invalidState, "the config names no other database")
        }
        let other: SQLSession
        do {
            other = try driver.openSession(host, on: session.loop)
        } catch {
            throw APIError(.temporarilyUnavailable, "the other database cannot be opened: \(error)")
        }
        defer { other.close() }
        let transfer =
            isTarget ? Transfer(from: session, to: other, host) : Transfer(from: other, to: session, host)
        let database = MLflowDatabase(session: other, isPostgres: driver.capabilities.dialect == "postgres")
        return try await body(database, transfer)
    }

    func transferError(_ failure: SQLFailure) -> APIError {
        APIError(.internalError, "what is copied cannot be read or written: \(failure)")
    }

    /// What was copied and what was not, as JSON.
    static func report(_ counts: [TransferCount], _ left: [TransferCount]) -> TrackingAnswer {
        .object { writer in
            writer.member("copied", counts) { writer, count in
                writer.beginObject()
                writer.member("entity", count.entity)
                writer.member("found", Int64(count.found))
                writer.member("taken", Int64(count.taken))
                writer.endObject()
            }
            writer.member("left", left) { writer, count in
                writer.beginObject()
                writer.member("entity", count.entity)
                writer.member("found", Int64(count.found))
                writer.endObject()
            }
        }
    }

    /// Notes that an import begins; refuses when the store has anything of another origin.
    func beginImport(_ source: String) async throws(APIError) {
        let reading = SQLBatch(.readOnly)
        reading.add("SELECT source, finished_time FROM imports")
        reading.add(
            """
            SELECT (SELECT count(*) FROM experiments WHERE experiment_id <> 0) + (SELECT count(*) FROM runs)
              + (SELECT count(*) FROM logged_models) + (SELECT count(*) FROM registered_models)
              + (SELECT count(*) FROM webhooks)
            """)
        let results = try await run(reading)
        let before = results[0].text(0, 0)
        let isResumed = before == source && results[0].isNull(0, 1)
        guard isResumed || (before == nil && results[1].int(0, 0) == 0) else {
            throw APIError(
                .invalidState,
                """
                the store is not empty\(before.map { ": it has an import of '\($0)'" } ?? ""); \
                name another one by --backend-store-uri
                """)
        }
        let batch = SQLBatch()
        // A start makes the default experiment in a store without experiments; the source has its own.
        batch.add(
            """
            DELETE FROM experiments WHERE experiment_id = 0
            AND NOT EXISTS (SELECT 1 FROM runs) AND NOT EXISTS (SELECT 1 FROM logged_models)
            """)
        if !isResumed {
            batch.add(
                "INSERT INTO imports (source, started_time) VALUES ($1, $2)",
                .scalars(.text(source), .int(Clock.milliseconds)))
        }
        _ = try await run(batch)
    }

    /// Notes that an import has ended, and lets ids go on where the source's end.
    func endImport(_ source: String) async throws(APIError) {
        let batch = SQLBatch()
        if isPostgres {
            batch.add(
                """
                SELECT setval(pg_get_serial_sequence('experiments', 'experiment_id'), greatest(max(experiment_id), 1))::text
                FROM experiments
                """)
        }
        batch.add(
            "UPDATE imports SET finished_time = $2 WHERE source = $1",
            .scalars(.text(source), .int(Clock.milliseconds)))
        _ = try await run(batch)
        try await prepareAfterImport()
    }

    private func prepareAfterImport() async throws(APIError) {
        do throws(SQLFailure) { try await addDefaultExperiment() } catch { throw apiError(error) }
    }
}
