// Assay: how much lies in the tails of runs.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import TrackingSeries

/// How much lies in the tail of a run.
struct TailUse: Sendable {
    /// The bytes of tail that one fold takes.
    private static let foldedBytes: Int64 = 2 << 20
    /// The most rows that one fold takes.
    private static let mostRows: Int64 = 4_096
    /// The most runs of one page.
    private static let pageSize = 1_000

    let run: Int64
    let rows: Int64
    let bytes: Int64
    /// The number of the newest row.
    let newest: Int64
    /// Whether the run will not be written to any more, as far as it says.
    let hasEnded: Bool

    /// The rows that a fold takes, so that it takes no more than `foldedBytes` of usual ones.
    var limit: Int64 {
        let each = max(1, bytes / max(1, rows))
        return min(Self.mostRows, max(2, Self.foldedBytes / each))
    }

    /// Those of the next runs after one, in order of the runs' numbers; none after the last. Pages meet every run, however
    /// many have longer tails.
    static func page(after run: Int64, _ store: Store) async throws(SQLFailure) -> [TailUse] {
        let batch = SQLBatch(.readOnly)
        batch.add(
            """
            SELECT t.run_no, count(*), sum(length(t.points)), max(t.tail_no), r.status FROM metric_tail t
            JOIN runs r ON r.run_no = t.run_no WHERE t.run_no > $1 GROUP BY t.run_no, r.status
            ORDER BY t.run_no LIMIT $2
            """, .scalars(.int(run), .int(Int64(pageSize))))
        let rows = try await store.attempt(batch)[0]
        return (0..<rows.count).compactMap { row in
            guard let run = rows.int(row, 0), let count = rows.int(row, 1), let bytes = rows.int(row, 2),
                let newest = rows.int(row, 3)
            else { return nil }
            let hasEnded = rows.text(row, 4).map { ["FINISHED", "FAILED", "KILLED"].contains($0) } ?? false
            return TailUse(run: run, rows: count, bytes: bytes, newest: newest, hasEnded: hasEnded)
        }
    }
}
