// Assay: how a run went, second by second, in bounded memory.
// SPDX-License-Identifier: Apache-2.0
import AssayKit

/// How a run went: at most `capacity` points. When they are full, two become one, and a point covers twice the time.
struct Timeline {
    /// One point: sums over its seconds, and what was true at its end.
    struct Point {
        var requests = 0.0
        var failures = 0.0
        var users: Int?
        /// The median, 95 % and 99 % of the ten seconds before, in milliseconds.
        var percentiles: [Double]?
    }

    static let capacity = 600
    private(set) var points: [Point] = []
    /// Seconds that a point covers.
    private(set) var step: Int64 = 1
    private var first: Int64?
    /// The last second whose requests were counted.
    private var counted: Int64 = 0

    /// Adds what is new in a snapshot. Seconds are counted when they have been over for one, so that every loop's requests
    /// are in; with `isLast` all are.
    mutating func add(_ statistics: StatsSnapshot, userCount: Int, isLast: Bool = false) {
        let now = statistics.time / 1_000_000_000
        let begin = first ?? min(now, statistics.startTime / 1_000_000_000)
        first = begin
        for second in statistics.total?.seconds ?? [] where second.second > counted {
            guard isLast || second.second < now - 1 else { break }
            counted = second.second
            guard let place = place(of: second.second - begin) else { continue }
            points[place].requests += Double(second.requestCount)
            points[place].failures += Double(second.failureCount)
        }
        guard let place = place(of: now - begin) else { return }
        points[place].users = userCount
        points[place].percentiles = statistics.total?.currentPercentiles.map { [$0[0], $0[5], $0[7]] }
    }

    /// Requests per second at each point.
    var requestRates: [Double?] { rates { $0.requests } }
    /// Failures per second at each point.
    var failureRates: [Double?] { rates { $0.failures } }
    /// Users at each point.
    var users: [Double?] { points.map { $0.users.map(Double.init) } }
    /// One of the percentiles at each point.
    func percentile(_ index: Int) -> [Double?] { points.map { $0.percentiles?[index] } }

    /// The most users there were.
    var peakUsers: Int { points.reduce(0) { max($0, $1.users ?? 0) } }

    /// Points up to the last second that was counted: that one is cut short by the end, and a part of a second is no rate.
    private func rates(_ value: (Point) -> Double) -> [Double?] {
        let end = first.map { max(1, (counted - $0) / step) } ?? 0
        return points.enumerated().map { $0.offset < end ? value($0.element) / Double(step) : nil }
    }

    /// The point that covers a second, made when missing.
    private mutating func place(of second: Int64) -> Int? {
        guard second >= 0 else { return nil }
        while second / step >= Self.capacity { halve() }
        let place = Int(second / step)
        while points.count <= place { points.append(Point()) }
        return place
    }

    private mutating func halve() {
        points = stride(from: 0, to: points.count, by: 2).map { index in
            guard index + 1 < points.count else { return points[index] }
            var point = points[index + 1]
            point.requests += points[index].requests
            point.failures += points[index].failures
            point.users = point.users ?? points[index].users
            point.percentiles = point.percentiles ?? points[index].percentiles
            return point
        }
        step *= 2
    }
}
