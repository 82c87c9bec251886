// Assay: writing metrics.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import AssayOperations
internal import CAssay
internal import TrackingSeries

extension Store {
    /// Stores points of a run, all or none; they are durable when it returns.
    func writeMetrics(_ points: [Metric], toRun id: String) async throws(APIError) {
        guard !points.isEmpty else { return }
        let write = try await metricWrite(points, toRun: id)
        do throws(SQLFailure) {
            let isWritten = isPostgres ? try await metricWriter.write(write, self) : try await writeAlone(write)
            if isWritten { return }
        } catch {
            throw apiError(error)
        }
        throw Self.inactive(try await run(id))
    }

    /// What the points of a request become in the database.
    func metricWrite(_ points: [Metric], toRun id: String) async throws(APIError) -> MetricWrite {
        let numbers = try await metricNumbers(points)
        let keyed = zip(points, numbers).map { point, number in
            KeyedPoint(
                key: number,
                point: Point(timestamp: point.timestamp, step: point.step, value: MetricWrite.stored(point.value)))
        }
        do {
            return try MetricWrite(runID: id, keyed)
        } catch {
            throw APIError(.internalError, "the values cannot be encoded: \(error)")
        }
    }

    /// Adds statements that write metrics of an active run; the batch is undone, and fails at the statement that is
    /// returned, when the run is not there or not active.
    func addMetrics(_ write: MetricWrite, _ batch: SQLBatch) -> Int {
        if isPostgres { return MetricWriter.add([write], batch, expecting: 1) }
        let first = batch.add(
            """
            INSERT INTO metric_tail (run_no, points)
            SELECT run_no, $2 FROM runs WHERE run_id = $1 AND lifecycle_stage = 'active'
            """, .scalars(.text(write.runID), .bytes(write.row)), expecting: 1)
        let columns = [
            SQLColumn(write.latest.map { _ in write.runID }), SQLColumn(write.latest.map(\.key)), SQLColumn(.double),
            SQLColumn(write.latest.map { $0.isNaN ? Int64(1) : 0 }), SQLColumn(write.latest.map(\.timestamp)),
            SQLColumn(write.latest.map(\.step)),
        ]
        for latest in write.latest { columns[2].append(latest.value) }
        batch.add(
            """
            INSERT INTO latest_metrics (run_no, key_id, value, is_nan, timestamp, step, experiment_id, start_time)
            SELECT run_no, $2, $3, $4, $5, $6, experiment_id, start_time FROM runs WHERE run_id = $1
            ON CONFLICT (run_no, key_id) DO UPDATE SET value = excluded.value, is_nan = excluded.is_nan,
              timestamp = excluded.timestamp, step = excluded.step
            WHERE (excluded.step, excluded.timestamp, excluded.value)
              > (latest_metrics.step, latest_metrics.timestamp, latest_metrics.value)
            """, .each(columns))
        return first
    }

    /// SQLite commits what its writer finds waiting together, so that a request is a batch of its own.
    private func writeAlone(_ write: MetricWrite) async throws(SQLFailure) -> Bool {
        let batch = SQLBatch()
        let ofRun = addMetrics(write, batch)
        do throws(SQLFailure) {
            _ = try await attempt(batch)
            return true
        } catch {
            guard error.isOfRows, error.failedStatement == ofRun else { throw error }
            return false
        }
    }

    /// The numbers of the points' metrics, in order; names that are new get one.
    private func metricNumbers(_ points: [Metric]) async throws(APIError) -> [Int64] {
        if let numbers = knownNumbers(points) { return numbers }
        let unknown = Set(points.lazy.map(\.key).filter { self.metricKeys[$0] == nil })
        try await learn(unknown.sorted())
        var numbers: [Int64] = []
        numbers.reserveCapacity(points.count)
        for point in points {
            guard let number = metricKeys[point.key] else {
                throw APIError(.internalError, "the metric '\(point.key)' has no number in the database")
            }
            numbers.append(number)
        }
        return numbers
    }

    /// The numbers of the points' metrics, in order; nil when one of them is not known.
    private func knownNumbers(_ points: [Metric]) -> [Int64]? {
        var numbers: [Int64] = []
        numbers.reserveCapacity(points.count)
        for point in points {
            guard let number = metricKeys[point.key] else { return nil }
            numbers.append(number)
        }
        return numbers
    }

    private func learn(_ keys: [String]) async throws(APIError) {
        let column = SQLColumn(keys)
        let batch = SQLBatch()
        batch.add(
            sql(
                postgres: "INSERT INTO metric_keys (key) SELECT unnest($1) ON CONFLICT (key) DO NOTHING",
                sqlite: """
                    INSERT INTO metric_keys (key) SELECT value FROM json_each($1) WHERE true ON CONFLICT (key) DO NOTHING
                    """), .arrays([column]))
        let found = batch.add(
            sql(
                postgres: "SELECT key, key_id FROM metric_keys WHERE key = ANY($1)",
                sqlite: "SELECT key, key_id FROM metric_keys WHERE key IN (SELECT value FROM json_each($1))"),
            .arrays([column]))
        let rows = try await run(batch)[found]
        metricKeys.makeRoom(for: rows.count)
        for row in 0..<rows.count {
            if let key = rows.text(row, 0), let number = rows.int(row, 1) { metricKeys.insert(key, number) }
        }
    }
}
