// Assay: what a fold writes.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import TrackingSeries

/// The rows that replace a run's tail and some of its chunks.
struct FoldOutcome: Sendable {
    /// The most chunks that one fold reads; further regions wait for the next.
    private static let mostChunks = 2_048

    /// A chunk of the run: its key and its place among those of the key.
    struct Place: Sendable {
        let key: Int64
        let position: Fold.Position
    }

    /// The chunks that go.
    private(set) var removed: [Place] = []
    /// The chunks that come.
    private(set) var added: [(place: Place, bytes: [UInt8])] = []
    /// The row of what waits; nil when nothing does.
    private(set) var waiting: [UInt8]?

    /// The regions of a plan that one fold takes, and the points of the others.
    static func divide(_ plan: Fold) -> (regions: [Fold.Region], waiting: [KeyedPoint]) {
        var chunks = 0
        let end = plan.regions.firstIndex { region in
            chunks += region.replaced.count
            return chunks > mostChunks
        }
        let regions = plan.regions.prefix(max(1, end ?? plan.regions.count))
        let others = plan.regions.dropFirst(regions.count).flatMap { region in
            region.points.map { KeyedPoint(key: region.key, point: $0) }
        }
        return (Array(regions), plan.waiting + others)
    }

    /// Writes regions anew; `stored` are the bytes of the chunks that they replace, in the order of the regions. Decodes and
    /// encodes all of them: not for a loop.
    init(
        _ regions: [Fold.Region], _ chunks: [Int64: [StoredChunk]], stored: [[UInt8]], waiting: [KeyedPoint]
    ) throws(SeriesError) {
        var waiting = waiting
        var next = stored[...]
        for region in regions {
            let all = chunks[region.key] ?? []
            var old: [[Point]] = []
            for bytes in next.prefix(region.replaced.count) { old.append(try Chunk.decode(bytes)) }
            next = next.dropFirst(region.replaced.count)
            let new = Fold.chunks(of: region, stored: old, count: all.count)
            let after = region.replaced.lowerBound > 0 ? all[region.replaced.lowerBound - 1].position : nil
            let before = region.replaced.upperBound < all.count ? all[region.replaced.upperBound].position : nil
            let timestamps = new.compactMap { $0.first?.timestamp }
            guard let positions = Fold.positions(timestamps, after: after, before: before) else {
                // Between these neighbours no number is left, after billions of folds: the points stay where they are.
                waiting += region.points.map { KeyedPoint(key: region.key, point: $0) }
                continue
            }
            removed += all[region.replaced].map { Place(key: region.key, position: $0.position) }
            for (position, points) in zip(positions, new) {
                added.append((Place(key: region.key, position: position), try Chunk.encode(points)))
            }
        }
        self.waiting = waiting.isEmpty ? nil : try TailRow.encode(waiting)
    }
}
