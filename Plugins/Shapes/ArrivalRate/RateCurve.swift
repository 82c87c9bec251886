// Assay: a rate as time goes by, and when it has added up to a number.
// SPDX-License-Identifier: Apache-2.0

/// The rate of arrivals over the whole test. Times are nanoseconds since its start; each arrival's time is computed from
/// the start of its stage, so that rounding never adds up.
struct RateCurve {
    /// A stage, with what came before it.
    struct Segment {
        let stage: RateStage
        /// When it begins.
        let start: Int64
        /// When it ends; nil for never.
        let end: Int64?
        /// What the rate has added up to at its begin, and at its end.
        let countBefore: Double
        let countAfter: Double
    }

    /// At least one.
    let segments: [Segment]
    /// When the last stage ends; nil for never.
    var end: Int64? { segments.last.flatMap(\.end) }

    /// Joins stages.
    init(_ stages: [RateStage]) {
        var segments: [Segment] = []
        var start: Int64 = 0
        var count = 0.0
        for stage in stages {
            // At most 1e9 s a stage; a sum past 292 years saturates.
            let length = stage.duration.map { Int64(($0 * 1e9).rounded()) }
            let (sum, isTooLong) = start.addingReportingOverflow(length ?? 0)
            let end = isTooLong ? Int64.max : sum
            let after = stage.duration.map { Self.snapped(count + stage.count(after: $0)) } ?? .infinity
            segments.append(
                Segment(
                    stage: stage, start: start, end: length == nil ? nil : end, countBefore: count,
                    countAfter: stage.duration == nil && stage.from == 0 ? count : after))
            start = end
            count = after
        }
        self.segments = segments
    }

    /// A sum that is meant to be whole, such as 33.3/s for 10 s, becomes whole: an arrival too many or too few at the
    /// end of a stage would be wrong by one.
    private static func snapped(_ count: Double) -> Double {
        let whole = count.rounded()
        return abs(count - whole) <= 1e-9 * max(1, whole) ? whole : count
    }

    /// A walk over the curve from its start.
    func makeWalk() -> Walk { Walk(segments: segments) }

    /// Finds times for ascending sums, in constant time each.
    struct Walk {
        fileprivate let segments: [Segment]
        private var index = 0

        fileprivate init(segments: [Segment]) {
            self.segments = segments
        }

        /// When the rate has added up to `count`; nil when it never does. `count` never goes down from call to call.
        mutating func time(when count: Double) -> Int64? {
            while index < segments.count, count >= segments[index].countAfter { index += 1 }
            guard index < segments.count else { return nil }
            let segment = segments[index]
            let seconds = segment.stage.seconds(until: count - segment.countBefore)
            guard seconds.isFinite, seconds < 9e9 else { return count == segment.countBefore ? segment.start : nil }
            let (time, isTooLate) = segment.start.addingReportingOverflow(Int64((seconds * 1e9).rounded()))
            guard !isTooLate else { return nil }
            return segment.end.map { min(time, $0 - 1) } ?? time
        }
    }
}
