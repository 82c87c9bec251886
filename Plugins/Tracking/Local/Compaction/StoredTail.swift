// Assay: the oldest rows of a run's tail, and what its chunks say of themselves.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import TrackingSeries

/// What a fold of a run begins with, as one state of the database has it.
struct StoredTail: Sendable {
    let run: Int64
    /// How often the run was folded before.
    let folds: Int64
    /// The numbers of the rows, in order.
    private(set) var numbers: [Int64] = []
    private(set) var rows: [[UInt8]] = []
    /// The chunks of each key, in order; only their heads.
    private(set) var chunks: [Int64: [StoredChunk]] = [:]

    /// Asks for the first `limit` rows of the tail.
    static func ask(_ run: Int64, limit: Int64, _ batch: SQLBatch) {
        batch.add("SELECT fold_no FROM metric_folds WHERE run_no = $1", .scalars(.int(run)))
        batch.add(
            "SELECT tail_no, points FROM metric_tail WHERE run_no = $1 ORDER BY tail_no LIMIT $2",
            .scalars(.int(run), .int(limit)))
        batch.add(
            """
            SELECT key_id, first_timestamp, chunk_no, substr(points, 1, 64) FROM metric_chunks WHERE run_no = $1
            ORDER BY key_id, first_timestamp, chunk_no
            """, .scalars(.int(run)))
    }

    /// Reads what `ask` has asked for.
    init(_ run: Int64, _ results: SQLResults) throws(SeriesError) {
        self.run = run
        folds = results[0].count > 0 ? results[0].int(0, 0) ?? 0 : 0
        for row in 0..<results[1].count {
            guard let number = results[1].int(row, 0), let bytes = results[1].bytes(row, 1) else {
                throw .invalid("tail row")
            }
            numbers.append(number)
            rows.append([UInt8](bytes))
        }
        for row in 0..<results[2].count {
            guard let key = results[2].int(row, 0), let timestamp = results[2].int(row, 1),
                let number = results[2].int(row, 2), let bytes = results[2].bytes(row, 3)
            else { throw .invalid("chunk row") }
            chunks[key, default: []].append(
                StoredChunk(
                    position: Fold.Position(timestamp: timestamp, number: number),
                    header: try ChunkHeader([UInt8](bytes)), bytes: nil))
        }
    }

    /// What becomes of the points. Decodes all rows: not for a loop.
    func plan(_ mode: Fold.Mode) throws(SeriesError) -> Fold {
        var points: [Int64: [Point]] = [:]
        for row in rows {
            let row = try TailRow(row)
            guard row.keys.isEmpty else { throw .invalid("a list of keys in the tail of a database") }
            row.forEach { points[$0.key, default: []].append($0.point) }
        }
        let keys = mode == .ended ? Set(points.keys).union(chunks.keys) : Set(points.keys)
        return Fold(
            keys.sorted().map { key in
                Fold.Series(
                    key: key, chunks: (chunks[key] ?? []).map(\.header),
                    points: History.ordered(points[key] ?? []))
            }, mode)
    }
}
