// Assay: which chunks a page of a history needs.
// SPDX-License-Identifier: Apache-2.0

/// A page of the history of one key: which of its chunks must be read for it, and the points in it.
///
/// A position in a history is a number of points, as in MLflow's page tokens. The headers tell how many points each chunk
/// has, so that chunks before the page are counted and not read, unless points of the tail come between theirs.
public struct HistoryPage: Sendable {
    /// Neighbouring chunks, and the points of the tail that come before or between their points.
    private struct Part {
        var chunks: Range<Int>
        var tail: [Point]
        /// Whether some of the tail may repeat points of the chunks, or come between them.
        var isMixed: Bool
    }

    /// The places of the chunks that `points` must be given.
    public private(set) var needed: [Int] = []
    private var parts: [Part] = []
    private let counts: [Int]
    private let offset: Int
    private let limit: Int

    /// Plans to read `limit` points after the first `offset`, of a key with these chunks, in order, and these points in the
    /// tail, as `History.ordered` gives them.
    public init(chunks: [ChunkHeader], tail: [Point], offset: Int, limit: Int) {
        counts = chunks.map(\.count)
        self.offset = max(0, offset)
        self.limit = max(0, limit)
        divide(chunks, tail)
        // Where a part begins is known but for the points that repeat others in the mixed parts before it.
        var (least, most) = (0, 0)
        for part in parts {
            let stored = part.chunks.reduce(0) { $0 + counts[$1] }
            let isInside = most + stored + part.tail.count > self.offset && least < end
            let isBefore = least < end
            if isInside || (part.isMixed && isBefore) { needed += part.chunks }
            most += stored + part.tail.count
            least += part.isMixed ? stored : stored + part.tail.count
        }
    }

    /// The place after the page's last point.
    private var end: Int {
        let (sum, isTooMuch) = offset.addingReportingOverflow(limit)
        return isTooMuch ? .max : sum
    }

    private mutating func divide(_ chunks: [ChunkHeader], _ tail: [Point]) {
        var next = 0
        for point in tail {
            let touched = Fold.touched(by: point, chunks)
            let isMixed = touched.contains { Fold.place(of: point, in: chunks[$0]) == .within }
            if let last = parts.last, last.chunks.upperBound > touched.lowerBound {
                parts[parts.count - 1].chunks = last.chunks.lowerBound..<max(last.chunks.upperBound, touched.upperBound)
                parts[parts.count - 1].tail.append(point)
                parts[parts.count - 1].isMixed = last.isMixed || isMixed || touched != last.chunks
            } else if touched.isEmpty, let last = parts.last, last.chunks.isEmpty {
                parts[parts.count - 1].tail.append(point)
            } else {
                parts += (next..<touched.lowerBound).map { Part(chunks: $0..<$0 + 1, tail: [], isMixed: false) }
                parts.append(Part(chunks: touched, tail: [point], isMixed: isMixed))
            }
            next = max(next, touched.upperBound)
        }
        parts += (next..<max(next, chunks.count)).map { Part(chunks: $0..<$0 + 1, tail: [], isMixed: false) }
    }

    /// The points of the page; `stored` gives the points of the chunk at a place, for all that are `needed`.
    public func points(_ stored: (Int) -> [Point]) -> [Point] {
        let needed = Set(needed)
        var points: [Point] = []
        var position = 0
        for part in parts where position < end {
            guard part.chunks.allSatisfy(needed.contains) else {
                position += part.chunks.reduce(part.tail.count) { $0 + counts[$1] }
                continue
            }
            let own = part.chunks.reduce(into: []) { $0 += stored($1) }
            let merged = History.merged(own, part.tail)
            let first = min(max(0, offset - position), merged.count)
            points += merged[first..<max(first, min(end - position, merged.count))]
            position += merged.count
        }
        return points
    }
}
