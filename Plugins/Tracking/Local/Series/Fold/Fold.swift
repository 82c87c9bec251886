// Assay: which chunks of a run are written anew when its tail is folded.
// SPDX-License-Identifier: Apache-2.0

/// The plan of a fold: what becomes of the points in a run's tail. The chunks of one key never overlap: each holds what
/// comes after the one before in the order of a history, so that a read decodes only what it returns.
///
/// The work stays within a constant of the points that are folded. Points after all chunks become a chunk, into which
/// go the chunks before it that are not more than twice as large: a point is written again at most once for each
/// time that its chunk grows by a third, up to `Chunk.maximumCount`. Points that belong into older chunks wait
/// in the tail until they are a 32nd of what is written anew for them. Keys with few points wait as well, while all
/// that wait are few.
public struct Fold: Sendable {
    /// How much is folded.
    public enum Mode: Sendable {
        /// The run is being written to: what is not worth a chunk waits.
        case growing
        /// Nothing was written for a while: nothing waits.
        case idle
        /// The run has ended: nothing waits, and small chunks at the end of a key are joined.
        case ended
    }

    /// A key of the run with its chunks, in order, and its points in the tail.
    public struct Series: Sendable {
        /// The id of the key.
        public var key: Int64
        /// The headers of its chunks, in order.
        public var chunks: [ChunkHeader]
        /// Its points in the tail, as `History.ordered` gives them; may be empty.
        public var points: [Point]

        /// Makes a series.
        public init(key: Int64, chunks: [ChunkHeader], points: [Point]) {
            self.key = key
            self.chunks = chunks
            self.points = points
        }
    }

    /// Neighbouring chunks of one key that are replaced, and the points that come to them.
    public struct Region: Sendable, Equatable {
        /// The id of the key.
        public let key: Int64
        /// The places of the chunks that are replaced; empty when nothing is.
        public var replaced: Range<Int>
        /// The points that come to those of the chunks, in order; may be empty when chunks are only joined.
        public var points: [Point]
    }

    /// The most points that wait in the tail of a growing run.
    public static let mostWaiting = 65_536
    /// The points of a key below which they wait, while all that wait are few.
    static let usualLeast = 128
    /// How many points may be written anew for each that is folded into older chunks.
    static let mostAgain = 32

    /// What is written, in order of key and place.
    public private(set) var regions: [Region] = []
    /// What stays in the tail, as one row.
    public private(set) var waiting: [KeyedPoint] = []

    /// Plans the fold of `series`.
    public init(_ series: [Series], _ mode: Mode) {
        let all = series.flatMap { Self.regions($0, mode) }
        let bar = mode == .growing ? Bar(all) : .none
        for (region, again) in all {
            if bar.makesWait(region, again) {
                waiting += region.points.map { KeyedPoint(key: region.key, point: $0) }
            } else {
                regions.append(region)
            }
        }
    }

    /// What a region must be worth to be written.
    private struct Bar {
        static let none = Bar(level: lowest)
        private static let lowest = 8

        private let level: Int

        private init(level: Int) { self.level = level }

        /// The highest bar with which no more than `mostWaiting` points wait.
        init(_ all: [(region: Region, again: Int)]) {
            let level = (0..<Self.lowest).first { level in
                let bar = Bar(level: level)
                let waiting = all.reduce(0) { $0 + (bar.makesWait($1.region, $1.again) ? $1.region.points.count : 0) }
                return waiting <= mostWaiting
            }
            self.level = level ?? Self.lowest
        }

        func makesWait(_ region: Region, _ again: Int) -> Bool {
            if level == Self.lowest { return false }
            return region.points.count < usualLeast >> level || again > region.points.count * (mostAgain << level)
        }
    }
}
