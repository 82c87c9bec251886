// Assay: reads the points of one run and key.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import AssayOperations
internal import TrackingSeries

extension Store {
    /// How often a series is read anew because its chunks were folded between two batches.
    private static let mostReadings = 4
    /// The chunks that are read in full with the first batch when a page begins at the start.
    private static let firstChunks: Int64 = 8

    /// At most `limit` points of the history of `key` after the first `offset`; none of a run or key that is not there.
    func history(of key: String, run: String, offset: Int, limit: Int) async throws(APIError) -> [Point] {
        let whole = limit == .max ? Int64.max : offset == 0 ? Self.firstChunks : 0
        return try await readSeries(key, run, whole: whole) { series in
            let page = HistoryPage(
                chunks: series.chunks.map(\.header), tail: series.tail, offset: offset, limit: limit)
            return (page.needed, { page.points($0) })
        }
    }

    /// All points of `key` with a step in `steps`, in the order of a history.
    func history(of key: String, run: String, steps: ClosedRange<Int64>?) async throws(APIError) -> [Point] {
        let whole: Int64 = steps == nil ? .max : 0
        return try await readSeries(key, run, whole: whole) { series in
            let range = steps ?? .min ... .max
            let places = series.chunks.indices.filter { series.chunks[$0].header.steps.overlaps(range) }
            let tail = series.tail
            return (
                places,
                { stored in
                    let points = History.merged(places.reduce(into: []) { $0 += stored($1) }, tail)
                    return steps == nil ? points : points.filter { range.contains($0.step) }
                }
            )
        }
    }

    /// Reads a series, first the heads of its chunks, then those chunks that `plan` wants, and makes points of them.
    private func readSeries(
        _ key: String, _ run: String, whole: Int64,
        _ plan: (StoredSeries) -> (needed: [Int], make: ((Int) -> [Point]) -> [Point])
    ) async throws(APIError) -> [Point] {
        do {
            for reading in 1...Self.mostReadings {
                let whole = reading == Self.mostReadings ? .max : whole
                let batch = SQLBatch(.readOnly)
                let first = StoredSeries.ask(run, key, whole: whole, batch)
                var series = try StoredSeries(try await attempt(batch), first, whole: whole)
                let (needed, make) = plan(series)
                guard try await complete(&series, needed) else { continue }
                var decoded: [Int: [Point]] = [:]
                for place in needed { decoded[place] = try Chunk.decode(series.chunks[place].bytes ?? []) }
                return make { decoded[$0] ?? [] }
            }
            throw APIError(.temporarilyUnavailable, "the metric '\(key)' is being reorganised; try again")
        } catch {
            throw seriesError(error, key, run)
        }
    }

    /// Reads the chunks at `places` that are not there yet; false when they were folded meanwhile.
    private func complete(_ series: inout StoredSeries, _ places: [Int]) async throws -> Bool {
        let missing = places.filter { series.chunks[$0].bytes == nil }
        if missing.isEmpty { return true }
        let batch = SQLBatch(.readOnly)
        let index = series.askWhole(missing, batch)
        return try series.take(try await attempt(batch)[index], missing)
    }

    private func seriesError(_ error: any Error, _ key: String, _ run: String) -> APIError {
        switch error {
        case let error as APIError: error
        case let error as SQLFailure: apiError(error)
        default: APIError(.dataLoss, "the metric '\(key)' of run \(run) cannot be read: \(error)")
        }
    }
}
