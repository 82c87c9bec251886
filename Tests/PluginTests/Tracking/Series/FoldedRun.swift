// Assay: a run in memory that is folded as the database's is.
// SPDX-License-Identifier: Apache-2.0
import Testing
import TrackingSeries

/// A run in memory: its tail and the chunks of each key.
struct FoldedRun {
    struct Stored {
        var position: Fold.Position
        var bytes: [UInt8]
    }

    struct NumbersUsedUp: Error {}

    var tail: [KeyedPoint] = []
    var chunks: [Int64: [Stored]] = [:]
    /// How many points were written to chunks and to what waits.
    private(set) var written = 0

    mutating func fold(_ mode: Fold.Mode) throws {
        let byKey = Dictionary(grouping: tail, by: \.key)
        let series = try Set(byKey.keys).union(chunks.keys).sorted().map { key in
            Fold.Series(
                key: key, chunks: try (chunks[key] ?? []).map { try ChunkHeader($0.bytes) },
                points: History.ordered((byKey[key] ?? []).map(\.point)))
        }
        let plan = Fold(series, mode)
        for region in plan.regions.reversed() { try apply(region) }
        tail = plan.waiting
        written += plan.waiting.count
    }

    private mutating func apply(_ region: Fold.Region) throws {
        var stored = chunks[region.key] ?? []
        let old = try stored[region.replaced].map { try Chunk.decode($0.bytes) }
        let new = Fold.chunks(of: region, stored: old, count: stored.count)
        let before = region.replaced.upperBound < stored.count ? stored[region.replaced.upperBound].position : nil
        let after = region.replaced.lowerBound > 0 ? stored[region.replaced.lowerBound - 1].position : nil
        guard let positions = Fold.positions(new.map { $0[0].timestamp }, after: after, before: before) else {
            throw NumbersUsedUp()
        }
        let written = try zip(positions, new).map { Stored(position: $0, bytes: try Chunk.encode($1)) }
        stored.replaceSubrange(region.replaced, with: written)
        chunks[region.key] = stored
        self.written += new.reduce(0) { $0 + $1.count }
    }

    /// Each chunk comes after the one before, by its points and by its position.
    func check() throws {
        for (_, stored) in chunks {
            let points = try stored.map { try Chunk.decode($0.bytes) }
            for (left, right) in zip(points, points.dropFirst()) {
                #expect(try #require(left.last).precedes(#require(right.first)))
            }
            for (left, right) in zip(stored, stored.dropFirst()) {
                #expect(
                    (left.position.timestamp, left.position.number) < (right.position.timestamp, right.position.number))
            }
            for (chunk, points) in zip(stored, points) { #expect(chunk.position.timestamp == points.first?.timestamp) }
        }
    }

    func history(_ key: Int64) throws -> [Point] {
        let stored = try (chunks[key] ?? []).reduce(into: []) { $0 += try Chunk.decode($1.bytes) }
        return History.merged(stored, History.ordered(tail.filter { $0.key == key }.map(\.point)))
    }
}
