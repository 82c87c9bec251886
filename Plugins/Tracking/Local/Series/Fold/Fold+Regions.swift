// Assay: finds the chunks to which points of the tail belong.
// SPDX-License-Identifier: Apache-2.0

extension Fold {
    /// The regions of one key, and for each how many points of older chunks it writes again beyond those that joining
    /// chunks at the end is worth.
    static func regions(_ series: Series, _ mode: Mode) -> [(region: Region, again: Int)] {
        var regions: [(region: Region, again: Int)] = []
        let last = series.chunks.last
        let added = series.points.suffix { point in last.map { place(of: point, in: $0) == .after } ?? true }
        let end = series.points.count - added.count
        for point in series.points[..<end] {
            let touched = touched(by: point, series.chunks)
            if let last = regions.indices.last, regions[last].region.replaced.upperBound > touched.lowerBound {
                let before = regions[last].region.replaced
                regions[last].region.replaced = before.lowerBound..<max(before.upperBound, touched.upperBound)
                regions[last].region.points.append(point)
            } else {
                regions.append((Region(key: series.key, replaced: touched, points: [point]), 0))
            }
        }
        for index in regions.indices {
            regions[index].again = series.chunks[regions[index].region.replaced].reduce(0) { $0 + $1.count }
        }
        append(Array(added), series, mode, to: &regions)
        return regions
    }

    /// Where a point is as seen from a chunk.
    enum Place { case before, within, after }

    static func place(of point: Point, in chunk: ChunkHeader) -> Place {
        if point.timestamp < chunk.timestamps.lowerBound { return .before }
        if point.timestamp > chunk.timestamps.upperBound { return .after }
        guard chunk.timestamps.lowerBound == chunk.timestamps.upperBound else { return .within }
        if point.step < chunk.steps.lowerBound { return .before }
        return point.step > chunk.steps.upperBound ? .after : .within
    }

    /// The chunks that `point` may belong to: all that it is within, or the one that comes next, or none when it is after
    /// all of them.
    static func touched(by point: Point, _ chunks: [ChunkHeader]) -> Range<Int> {
        var first = partition(chunks) { $0.timestamps.upperBound < point.timestamp }
        var end = max(first, partition(chunks) { $0.timestamps.lowerBound <= point.timestamp })
        // Chunks of this one timestamp tell by their steps on which side of them the point is.
        for place in first..<end {
            switch Self.place(of: point, in: chunks[place]) {
            case .after: first = place + 1
            case .before: end = min(end, place)
            case .within: break
            }
        }
        return first..<max(end, min(first + 1, chunks.count))
    }

    /// The number of chunks at the front for which `isBefore` holds.
    private static func partition(_ chunks: [ChunkHeader], _ isBefore: (ChunkHeader) -> Bool) -> Int {
        var (low, high) = (0, chunks.count)
        while low < high {
            let middle = (low + high) / 2
            if isBefore(chunks[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Adds the points after all chunks, with the small chunks before them.
    private static func append(
        _ points: [Point], _ series: Series, _ mode: Mode, to regions: inout [(region: Region, again: Int)]
    ) {
        guard !points.isEmpty || mode == .ended else { return }
        var first = series.chunks.count
        var count = points.count
        while first > 0 {
            let chunk = series.chunks[first - 1].count
            let fits = count + chunk <= Chunk.maximumCount && chunk < Chunk.maximumCount
            guard fits, mode == .ended || chunk <= count * 2 else { break }
            first -= 1
            count += chunk
        }
        let joined = first..<series.chunks.count
        guard !points.isEmpty || joined.count > 1 else { return }
        var region = Region(key: series.key, replaced: joined, points: points)
        var again = 0
        while let last = regions.last, last.region.replaced.upperBound > region.replaced.lowerBound {
            region.replaced =
                min(last.region.replaced.lowerBound, region.replaced.lowerBound)..<series.chunks.count
            region.points = last.region.points + region.points
            again = last.again
            regions.removeLast()
        }
        regions.append((region, again))
    }
}

extension [Point] {
    /// The longest end of the array in which every element meets `condition`.
    fileprivate func suffix(_ condition: (Point) -> Bool) -> ArraySlice<Point> {
        var start = endIndex
        while start > startIndex, condition(self[start - 1]) { start -= 1 }
        return self[start...]
    }
}
