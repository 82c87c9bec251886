// Assay: gives everything back to a database of MLflow's.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON
internal import AssayKit
internal import AssayOperations
internal import TrackingSeries

extension Store {
    /// Copies this store into a database that the config names, whose tables MLflow has made and which is empty. Rows that
    /// are there already stay, so that an export which was cut off is begun again with `is_resumed`.
    func exportDatabase(_ options: JSONValue) async throws(APIError) -> TrackingAnswer {
        let isResumed = options["is_resumed"]?.boolValue ?? false
        return try await withOtherDatabase(
            { other, transfer throws(APIError) in
                try await other.check()
                if !isResumed {
                    guard try await other.isEmpty() else {
                        throw APIError(
                            .invalidState,
                            "the database is not empty; name a new one, or add --resume to end an export that was cut off"
                        )
                    }
                }
                do throws(SQLFailure) {
                    if !isResumed { try await self.removeDefaultExperiment(transfer.target) }
                    for table in TransferTable.exportedRuns { try await transfer.copy(table) }
                } catch {
                    throw self.transferError(error)
                }
                try await self.exportPoints(transfer)
                do throws(SQLFailure) {
                    for table in TransferTable.exportedInputs + TransferTable.exportedModels
                        + TransferTable.exportedRegistry
                    { try await transfer.copy(table) }
                    if other.isPostgres { try await self.advanceIDs(transfer.target) }
                } catch {
                    throw self.transferError(error)
                }
                try await self.exportWebhooks(transfer)
                return Self.report(transfer.progress.counts, [])
            }, isTarget: true)
    }

    /// MLflow has made its default experiment when its server was started once.
    private func removeDefaultExperiment(_ target: SQLSession) async throws(SQLFailure) {
        let batch = SQLBatch()
        batch.add("DELETE FROM experiment_tags WHERE experiment_id = 0")
        batch.add("DELETE FROM experiments WHERE experiment_id = 0")
        _ = try await target.run(batch)
    }

    /// Lets MLflow's next experiment have the next id.
    private func advanceIDs(_ target: SQLSession) async throws(SQLFailure) {
        let batch = SQLBatch()
        batch.add(
            """
            SELECT setval(pg_get_serial_sequence('experiments', 'experiment_id'), greatest(max(experiment_id), 1))::text
            FROM experiments
            """)
        _ = try await target.run(batch)
    }

    /// Copies the points of all runs, key by key.
    private func exportPoints(_ transfer: Transfer) async throws(APIError) {
        var count = TransferCount(entity: "metric points")
        var last: (run: Int64, key: Int64) = (-1, -1)
        while true {
            let reading = SQLBatch(.readOnly)
            reading.add(
                """
                SELECT l.run_no, l.key_id, r.run_id, k.key FROM latest_metrics l
                JOIN runs r ON r.run_no = l.run_no JOIN metric_keys k ON k.key_id = l.key_id
                WHERE (l.run_no, l.key_id) > ($1, $2) ORDER BY l.run_no, l.key_id LIMIT 500
                """, .scalars(.int(last.run), .int(last.key)))
            let rows = try await run(reading)[0]
            for row in 0..<rows.count {
                guard let number = rows.int(row, 0), let id = rows.int(row, 1), let run = rows.text(row, 2),
                    let key = rows.text(row, 3)
                else { continue }
                last = (number, id)
                try await exportPoints(of: key, run, transfer, &count)
            }
            guard rows.count == 500 else { break }
        }
        transfer.progress.add(count)
    }

    private func exportPoints(
        of key: String, _ run: String, _ transfer: Transfer, _ count: inout TransferCount
    ) async throws(APIError) {
        let pageSize = 5000
        var offset = 0
        while true {
            let points = try await history(of: key, run: run, offset: offset, limit: pageSize)
            guard !points.isEmpty else { return }
            let columns = [
                SQLColumn(points.map { _ in key }), SQLColumn(.double), SQLColumn(points.map(\.timestamp)),
                SQLColumn(points.map { _ in run }), SQLColumn(points.map(\.step)),
                SQLColumn(points.map { $0.value.isNaN ? Int64(1) : 0 }),
            ]
            for point in points { columns[1].append(point.value.isNaN ? 0 : point.value) }
            let batch = SQLBatch()
            batch.add(
                """
                INSERT INTO metrics (key, value, timestamp, run_uuid, step, is_nan) VALUES ($1, $2, $3, $4, $5, $6 = 1)
                ON CONFLICT (key, timestamp, step, run_uuid, value, is_nan) DO NOTHING
                """, .each(columns))
            do throws(SQLFailure) {
                count.taken += try await transfer.target.run(batch).affectedRows(0)
            } catch {
                throw transferError(error)
            }
            count.found += points.count
            offset += points.count
            transfer.progress.report(count)
            guard points.count == pageSize else { return }
        }
    }
}
