// Assay: group commit of metrics on PostgreSQL.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

/// Writes metrics to PostgreSQL. Requests that come while a commit is under way share the next one, so that many
/// clients cost one round trip and one flush of the log.
final class MetricWriter {
    /// The most bytes of tail rows in one commit.
    private static let mostBytes = 4 << 20
    /// The most requests that wait.
    static let capacity = 10_000

    private struct Waiting {
        let write: MetricWrite
        let continuation: UnsafeContinuation<Result<Bool, SQLFailure>, Never>
    }

    private var waiting: [Waiting] = []
    private var isCommitting = false

    /// Writes, and returns whether the run is there and active; nothing is written when it is not.
    func write(_ write: MetricWrite, _ store: Store) async throws(SQLFailure) -> Bool {
        guard waiting.count < Self.capacity else {
            throw SQLFailure(.ASSAY_STATUS_RESOURCE_EXHAUSTED, "\(Self.capacity) writes of metrics wait")
        }
        if !isCommitting, waiting.isEmpty {
            isCommitting = true
            defer { next(store) }
            return try await Self.commit([write], store).contains(write.runID)
        }
        return try await withUnsafeContinuation { waiting.append(Waiting(write: write, continuation: $0)) }.get()
    }

    /// Commits what has gathered, in a task of its own.
    private func next(_ store: Store) {
        guard !waiting.isEmpty else {
            isCommitting = false
            return
        }
        var bytes = 0
        let count = waiting.firstIndex { waiting in
            bytes += waiting.write.row.count + waiting.write.latest.count * 48
            return bytes > Self.mostBytes
        }
        let group = Array(waiting.prefix(max(1, count ?? waiting.count)))
        waiting.removeFirst(group.count)
        store.runTask { await self.commit(group, store) }
    }

    private func commit(_ group: [Waiting], _ store: Store) async {
        do throws(SQLFailure) {
            let written = try await Self.commit(group.map(\.write), store)
            for one in group { one.continuation.resume(returning: .success(written.contains(one.write.runID))) }
        } catch {
            if group.count == 1 || error.status == .ASSAY_STATUS_UNAVAILABLE || error.mayBeCommitted {
                for one in group { one.continuation.resume(returning: .failure(error)) }
            } else {
                // One of them is at fault; alone, the others go through.
                for one in group { await commit([one], store) }
            }
        }
        next(store)
    }

    /// The ids of the runs that were written to.
    private static func commit(_ writes: [MetricWrite], _ store: Store) async throws(SQLFailure) -> Set<String> {
        let batch = SQLBatch()
        add(writes, batch)
        let results = try await store.attempt(batch)
        return Set((0..<results[0].count).compactMap { results[0].text($0, 0) })
    }

    /// Adds the statement that writes to active runs and returns their ids.
    @discardableResult
    static func add(_ writes: [MetricWrite], _ batch: SQLBatch, expecting: Int? = nil) -> Int {
        let runs = SQLColumn(.text)
        let rows = SQLColumn(.bytes)
        let latestRuns = SQLColumn(.text)
        let keys = SQLColumn(.int)
        let values = SQLColumn(.double)
        let nans = SQLColumn(.int)
        let timestamps = SQLColumn(.int)
        let steps = SQLColumn(.int)
        for write in writes {
            runs.append(write.runID)
            write.row.withUnsafeBytes { rows.append($0) }
        }
        for (runID, latest) in latest(writes) {
            latestRuns.append(runID)
            keys.append(latest.key)
            values.append(latest.value)
            nans.append(latest.isNaN ? Int64(1) : 0)
            timestamps.append(latest.timestamp)
            steps.append(latest.step)
        }
        let columns = [runs, rows, latestRuns, keys, values, nans, timestamps, steps]
        // The arrays of a statement are of one length; a null belongs to no run.
        let count = max(runs.count, keys.count)
        for column in columns { while column.count < count { column.appendNull() } }
        return batch.add(insert, .arrays(columns), expecting: expecting)
    }

    /// The latest of each run and metric, each once, as one statement can change a row only once.
    private static func latest(_ writes: [MetricWrite]) -> [(String, MetricWrite.Latest)] {
        if writes.count == 1 { return writes[0].latest.map { (writes[0].runID, $0) } }
        struct Place: Hashable {
            let run: String
            let key: Int64
        }
        var best: [Place: MetricWrite.Latest] = [:]
        for write in writes {
            for latest in write.latest {
                let place = Place(run: write.runID, key: latest.key)
                if let old = best[place], !latest.isLater(than: old) { continue }
                best[place] = latest
            }
        }
        return best.map { ($0.key.run, $0.value) }
    }

    private static let insert: SQLText = """
        WITH target AS MATERIALIZED (
          SELECT run_no, run_id, experiment_id, start_time FROM runs
          WHERE run_id = ANY($1) AND lifecycle_stage = 'active'
        ), tail AS (
          INSERT INTO metric_tail (run_no, points)
          SELECT t.run_no, i.points FROM unnest($1, $2) AS i (run_id, points) JOIN target t ON t.run_id = i.run_id
        ), latest AS (
          INSERT INTO latest_metrics AS m
            (run_no, key_id, value, is_nan, timestamp, step, experiment_id, start_time)
          SELECT t.run_no, l.key_id, l.value, l.is_nan, l.timestamp, l.step, t.experiment_id, t.start_time
          FROM unnest($3, $4, $5, $6, $7, $8) AS l (run_id, key_id, value, is_nan, timestamp, step)
          JOIN target t ON t.run_id = l.run_id ORDER BY t.run_no, l.key_id
          ON CONFLICT (run_no, key_id) DO UPDATE SET value = excluded.value, is_nan = excluded.is_nan,
            timestamp = excluded.timestamp, step = excluded.step
          WHERE (excluded.step, excluded.timestamp, excluded.value) > (m.step, m.timestamp, m.value)
        )
        SELECT run_id FROM target
        """
}
