// Assay: divides the points of a region into chunks, and numbers them.
// SPDX-License-Identifier: Apache-2.0

extension Fold {
    /// Which chunks begin at the same timestamp is told by a number; this is left between two.
    static let numberGap: Int64 = 1 << 32

    /// The place of a chunk among those of its key.
    public struct Position: Sendable, Hashable {
        /// The timestamp of its first point.
        public var timestamp: Int64
        /// Tells apart those that begin at the same timestamp.
        public var number: Int64

        /// Makes a position.
        public init(timestamp: Int64, number: Int64) {
            self.timestamp = timestamp
            self.number = number
        }
    }

    /// The chunks that replace those of `region`, whose points are `stored`, of `count` that the key has.
    public static func chunks(of region: Region, stored: [[Point]], count: Int) -> [[Point]] {
        let before = stored.reduce(into: []) { $0 += $1 }
        return divide(History.merged(before, region.points), isEnd: region.replaced.upperBound == count)
    }

    /// `points` in chunks: full ones and a last one when they are the end of their key, equal ones otherwise, so that
    /// the next point that comes between does not divide a full one.
    static func divide(_ points: [Point], isEnd: Bool) -> [[Point]] {
        guard !points.isEmpty else { return [] }
        let parts = (points.count + Chunk.maximumCount - 1) / Chunk.maximumCount
        let size = isEnd ? Chunk.maximumCount : (points.count + parts - 1) / parts
        return stride(from: 0, to: points.count, by: size).map { Array(points[$0..<min($0 + size, points.count)]) }
    }

    /// The positions of new chunks whose first points have `timestamps`, between their neighbours; nil when the numbers
    /// between the neighbours are used up, and one more of them must be replaced.
    public static func positions(
        _ timestamps: [Int64], after: Position?, before: Position?
    ) -> [Position]? {
        var positions: [Position] = []
        var previous = after
        for timestamp in timestamps {
            var number: Int64 = 0
            if let previous, previous.timestamp == timestamp {
                let (next, isTooHigh) = previous.number.addingReportingOverflow(numberGap)
                guard !isTooHigh else { return nil }
                number = next
            }
            positions.append(Position(timestamp: timestamp, number: number))
            previous = positions.last
        }
        guard let before, let last = previous, last.timestamp == before.timestamp else { return positions }
        return squeezed(positions, after: after, before: before)
    }

    /// The same when the last of them begin at the timestamp of the neighbour behind.
    private static func squeezed(_ positions: [Position], after: Position?, before: Position) -> [Position]? {
        let tied = positions.filter { $0.timestamp == before.timestamp }.count
        let floor = after?.timestamp == before.timestamp ? after?.number : nil
        let room = floor.map { before.number.subtractingReportingOverflow($0) }
        guard room?.overflow != true else { return nil }
        let gap = min(numberGap, (room?.partialValue ?? .max) / Int64(tied + 1))
        guard gap > 0 else { return nil }
        let (lowest, isTooLow) = before.number.subtractingReportingOverflow(gap * Int64(tied))
        guard !isTooLow else { return nil }
        var squeezed = positions
        for index in 0..<tied {
            squeezed[positions.count - tied + index].number = lowest + gap * Int64(index)
        }
        return squeezed
    }
}
