// Assay: folds the tail of a run into chunks.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import AssayOperations
internal import TrackingSeries

extension Store {
    /// What a fold has come to.
    enum FoldResult: Equatable {
        /// So many bytes wait in the tail; `isWhole` when all rows that were there were folded.
        case folded(waiting: Int, isWhole: Bool)
        /// Nothing was to be done.
        case unchanged
        /// The run was folded by another server meanwhile, or is gone, or no thread was free: nothing was written.
        case lost
    }

    /// Folds the oldest `limit` rows of a run's tail in one transaction. Nothing is locked while the chunks are made; the
    /// transaction begins with the number of folds before, and is undone when that has changed.
    func fold(_ run: Int64, _ mode: Fold.Mode, limit: Int64) async throws -> FoldResult {
        let reading = SQLBatch(.readOnly)
        StoredTail.ask(run, limit: limit, reading)
        let tail = try StoredTail(run, try await attempt(reading))
        guard !tail.numbers.isEmpty else { return .unchanged }
        guard let plan = await WorkerErrand.run(on: workers, { Result { try tail.plan(mode) } }) else { return .lost }
        let (regions, waiting) = FoldOutcome.divide(try plan.get())
        if regions.isEmpty, tail.numbers.count == 1 { return .unchanged }
        guard let stored = try await replacedChunks(of: regions, tail) else { return .lost }
        let writing = await WorkerErrand.run(on: workers) {
            Result { try FoldOutcome(regions, tail.chunks, stored: stored, waiting: waiting) }
        }
        guard let outcome = try writing?.get() else { return .lost }
        return try await write(outcome, of: tail)
            ? .folded(waiting: outcome.waiting?.count ?? 0, isWhole: tail.numbers.count < limit) : .lost
    }

    /// The bytes of the chunks that `regions` replace; nil when one of them is not there any more.
    private func replacedChunks(of regions: [Fold.Region], _ tail: StoredTail) async throws -> [[UInt8]]? {
        let columns = (0..<4).map { _ in SQLColumn(.int) }
        for region in regions {
            for chunk in (tail.chunks[region.key] ?? [])[region.replaced] {
                columns[0].append(tail.run)
                columns[1].append(region.key)
                columns[2].append(chunk.position.timestamp)
                columns[3].append(chunk.position.number)
            }
        }
        guard columns[0].count > 0 else { return [] }
        let batch = SQLBatch(.readOnly)
        batch.add(
            """
            SELECT points FROM metric_chunks
            WHERE run_no = $1 AND key_id = $2 AND first_timestamp = $3 AND chunk_no = $4
            """, .each(columns))
        let rows = try await attempt(batch)[0]
        let stored = (0..<rows.count).compactMap { row in rows.bytes(row, 0).map { [UInt8]($0) } }
        return stored.count == columns[0].count ? stored : nil
    }

    /// Writes what a fold has made; false when the run was folded by somebody else since its tail was read.
    private func write(_ outcome: FoldOutcome, of tail: StoredTail) async throws -> Bool {
        let batch = SQLBatch()
        let ofFold = batch.add(
            """
            INSERT INTO metric_folds (run_no, fold_no) SELECT run_no, 1 FROM runs WHERE run_no = $1
            ON CONFLICT (run_no) DO UPDATE SET fold_no = metric_folds.fold_no + 1 WHERE metric_folds.fold_no = $2
            """, .scalars(.int(tail.run), .int(tail.folds)), expecting: 1)
        batch.add(
            sql(
                postgres: "DELETE FROM metric_tail WHERE tail_no = ANY($1)",
                sqlite: "DELETE FROM metric_tail WHERE tail_no IN (SELECT value FROM json_each($1))"),
            .arrays([SQLColumn(tail.numbers)]), expecting: tail.numbers.count)
        if !outcome.removed.isEmpty {
            batch.add(
                """
                DELETE FROM metric_chunks
                WHERE run_no = $1 AND key_id = $2 AND first_timestamp = $3 AND chunk_no = $4
                """, .each(Self.columns(tail.run, outcome.removed)))
        }
        if !outcome.added.isEmpty {
            let points = SQLColumn(.bytes)
            for added in outcome.added { added.bytes.withUnsafeBytes { points.append($0) } }
            batch.add(
                """
                INSERT INTO metric_chunks (run_no, key_id, first_timestamp, chunk_no, points) VALUES ($1, $2, $3, $4, $5)
                """, .each(Self.columns(tail.run, outcome.added.map(\.place)) + [points]))
        }
        if let waiting = outcome.waiting {
            batch.add(
                "INSERT INTO metric_tail (run_no, points) VALUES ($1, $2)", .scalars(.int(tail.run), .bytes(waiting)))
        }
        do throws(SQLFailure) {
            _ = try await attempt(batch)
            return true
        } catch {
            guard error.isOfRows, error.failedStatement == ofFold else { throw error }
            return false
        }
    }

    private static func columns(_ run: Int64, _ places: [FoldOutcome.Place]) -> [SQLColumn] {
        [
            SQLColumn(places.map { _ in run }), SQLColumn(places.map(\.key)),
            SQLColumn(places.map(\.position.timestamp)), SQLColumn(places.map(\.position.number)),
        ]
    }
}
