// Assay: takes over the points of metrics.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import AssayOperations
internal import TrackingSeries

extension Store {
    /// How many points are in memory at once, and in one row of the tail.
    private static let pointsAtOnce = 5000

    /// Copies the points of all runs, run by run, and folds them. A point that is there already is stored once: an exact
    /// repeat counts as one.
    func importPoints(_ transfer: Transfer) async throws(APIError) {
        var count = TransferCount(entity: "metric points")
        var last: String?
        do {
            while true {
                let reading = SQLBatch(.readOnly)
                reading.add(
                    "SELECT run_uuid FROM runs WHERE run_uuid > $1 ORDER BY run_uuid LIMIT 500",
                    .scalars(.text(last ?? "")))
                let runs = try await transfer.source.run(reading)[0]
                for row in 0..<runs.count {
                    guard let run = runs.text(row, 0) else { continue }
                    last = run
                    try await importPoints(of: run, transfer, &count)
                }
                guard runs.count == 500 else { break }
            }
        } catch let error as SQLFailure {
            throw transferError(error)
        } catch let error as APIError {
            throw error
        } catch {
            throw APIError(.internalError, "the values cannot be encoded: \(error)")
        }
        transfer.progress.add(count)
        _ = try await foldMetrics()
    }

    /// In the order of MLflow's index of a run's keys and steps.
    private func importPoints(
        of run: String, _ transfer: Transfer, _ count: inout TransferCount
    ) async throws {
        var after: [SQLValue]?
        while true {
            let reading = SQLBatch(.readOnly)
            let bound = after == nil ? "" : "AND (key, step, timestamp, value, is_nan_number) > ($2, $3, $4, $5, $6)"
            reading.add(
                SQLText(
                    """
                    SELECT key, step, timestamp, value, is_nan_number FROM (
                      SELECT key, step, timestamp, value, run_uuid, CASE WHEN is_nan THEN 1 ELSE 0 END AS is_nan_number
                      FROM metrics) AS m
                    WHERE run_uuid = $1 \(bound) ORDER BY key, step, timestamp, value, is_nan_number
                    LIMIT \(Self.pointsAtOnce)
                    """), .scalars([.text(run)] + (after ?? [])))
            let rows = try await transfer.source.run(reading)[0]
            guard rows.count > 0 else { return }
            try await write(rows, toRun: run, transfer)
            count.found += rows.count
            count.taken += rows.count
            transfer.progress.report(count)
            guard rows.count == Self.pointsAtOnce else { return }
            let end = rows.count - 1
            after = [
                .text(rows.text(end, 0)), .int(rows.int(end, 1)), .int(rows.int(end, 2)), .double(rows.double(end, 3)),
                .int(rows.int(end, 4)),
            ]
        }
    }

    private func write(_ rows: SQLRows, toRun run: String, _ transfer: Transfer) async throws {
        var metrics: [Metric] = []
        metrics.reserveCapacity(rows.count)
        for row in 0..<rows.count {
            metrics.append(
                Metric(
                    key: rows.text(row, 0) ?? "", value: rows.int(row, 4) == 1 ? .nan : rows.double(row, 3) ?? 0,
                    timestamp: rows.int(row, 2) ?? 0, step: rows.int(row, 1) ?? 0))
        }
        let write = try await metricWrite(metrics, toRun: run)
        let batch = SQLBatch()
        batch.add(
            "INSERT INTO metric_tail (run_no, points) SELECT run_no, $2 FROM runs WHERE run_id = $1",
            .scalars(.text(run), .bytes(write.row)), expecting: 1)
        _ = try await attempt(batch)
    }
}
