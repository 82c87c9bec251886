// Assay: a few points of a history, evenly spread.
// SPDX-License-Identifier: Apache-2.0

extension History {
    /// At most `most` (1 or more) of `points`, as MLflow picks them for charts: in order of step, the first of each of
    /// `most` even parts (SQL's NTILE), and the last of all in place of the last picked, or after it when there is room.
    public static func sample(_ points: [Point], most: Int) -> [Point] {
        let ordered = byStep(points)
        return places(of: ordered.count, most: most).map { ordered[$0] }
    }

    /// `points`, which are in order of a history, in order of step.
    public static func byStep(_ points: [Point]) -> [Point] {
        let isOrdered = points.indices.dropFirst().allSatisfy { points[$0 - 1].step <= points[$0].step }
        return isOrdered ? points : points.sorted { $0.precedesByStep($1) }
    }

    /// The places of the points that a sample of `count` has.
    public static func places(of count: Int, most: Int) -> [Int] {
        guard count > max(1, most) else { return Array(0..<max(0, count)) }
        let parts = max(1, most)
        let (size, longer) = count.quotientAndRemainder(dividingBy: parts)
        // The first `longer` parts have one more.
        var places = (0..<parts).map { $0 * size + min($0, longer) }
        if places[parts - 1] != count - 1 { places[parts - 1] = count - 1 }
        return places
    }
}
