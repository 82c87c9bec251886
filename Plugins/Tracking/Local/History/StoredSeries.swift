// Assay: the points of one run and key, as they lie in the database.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import TrackingSeries

/// A chunk as it lies in the database: all of it, or its head.
struct StoredChunk {
    let position: Fold.Position
    let header: ChunkHeader
    /// Its bytes; nil while only the head was read.
    var bytes: [UInt8]?
}

/// The points of one run and key, as they lie in the database.
struct StoredSeries {
    /// The numbers of the run and the key; nil when the run has nothing under this key but in its tail.
    private(set) var owner: (run: Int64, key: Int64)?
    /// What is in the run's tail, in order.
    private(set) var tail: [Point] = []
    /// All chunks, in order.
    var chunks: [StoredChunk] = []

    /// Asks for the series of a run and key, by the names that clients know; of the chunks the first `whole` in full, of
    /// the others the heads. Returns the index of the first of two statements.
    static func ask(_ run: String, _ key: String, whole: Int64, _ batch: SQLBatch) -> Int {
        let first = batch.add(
            """
            SELECT t.points, k.key_id FROM runs r JOIN metric_keys k ON k.key = $2
            JOIN metric_tail t ON t.run_no = r.run_no WHERE r.run_id = $1 ORDER BY t.tail_no
            """, .scalars(.text(run), .text(key)))
        batch.add(
            """
            SELECT c.run_no, c.key_id, c.first_timestamp, c.chunk_no,
              CASE WHEN row_number() OVER (ORDER BY c.first_timestamp, c.chunk_no) <= $3 THEN c.points
              ELSE substr(c.points, 1, 64) END
            FROM runs r JOIN metric_keys k ON k.key = $2
            JOIN metric_chunks c ON c.run_no = r.run_no AND c.key_id = k.key_id
            WHERE r.run_id = $1 ORDER BY c.first_timestamp, c.chunk_no
            """, .scalars(.text(run), .text(key), .int(whole)))
        return first
    }

    /// Reads what `ask` has asked for.
    init(_ results: SQLResults, _ first: Int, whole: Int64) throws(SeriesError) {
        var logged: [Point] = []
        let rows = results[first]
        for row in 0..<rows.count {
            guard let bytes = rows.bytes(row, 0), let key = rows.int(row, 1) else { continue }
            try TailRow([UInt8](bytes)).points(of: key, into: &logged)
        }
        tail = History.ordered(logged)
        let stored = results[first + 1]
        chunks.reserveCapacity(stored.count)
        for row in 0..<stored.count {
            guard let run = stored.int(row, 0), let key = stored.int(row, 1), let timestamp = stored.int(row, 2),
                let number = stored.int(row, 3), let bytes = stored.bytes(row, 4)
            else { throw .invalid("chunk row") }
            owner = (run, key)
            let copy = [UInt8](bytes)
            chunks.append(
                StoredChunk(
                    position: Fold.Position(timestamp: timestamp, number: number), header: try ChunkHeader(copy),
                    bytes: row < whole ? copy : nil))
        }
    }

    /// Asks for all of the chunks at `places`.
    func askWhole(_ places: [Int], _ batch: SQLBatch) -> Int {
        let columns = (0..<4).map { _ in SQLColumn(.int) }
        for place in places {
            columns[0].append(owner?.run ?? 0)
            columns[1].append(owner?.key ?? 0)
            columns[2].append(chunks[place].position.timestamp)
            columns[3].append(chunks[place].position.number)
        }
        return batch.add(
            """
            SELECT points FROM metric_chunks
            WHERE run_no = $1 AND key_id = $2 AND first_timestamp = $3 AND chunk_no = $4
            """, .each(columns))
    }

    /// Takes what `askWhole` has asked for; false when the chunks were folded meanwhile, and the series must be read anew.
    mutating func take(_ rows: SQLRows, _ places: [Int]) throws(SeriesError) -> Bool {
        guard rows.count == places.count else { return false }
        for (row, place) in places.enumerated() {
            guard let bytes = rows.bytes(row, 0) else { throw .invalid("chunk row") }
            let copy = [UInt8](bytes)
            guard try ChunkHeader(copy) == chunks[place].header else { return false }
            chunks[place].bytes = copy
        }
        return true
    }
}
