// Assay: tests of the order of points.
// SPDX-License-Identifier: Apache-2.0
import Testing
import TrackingSeries

struct PointOrderTests {
    static func point(_ timestamp: Int64, _ step: Int64, _ value: Double) -> Point {
        Point(timestamp: timestamp, step: step, value: value)
    }

    @Test func aHistoryIsOrderedByTimestampStepAndValue() {
        let ordered = [
            Self.point(.min, 9, 9), Self.point(0, -1, 5), Self.point(0, 0, -.infinity), Self.point(0, 0, -1),
            Self.point(0, 0, 0), Self.point(0, 0, .nan), Self.point(0, 0, .leastNonzeroMagnitude), Self.point(0, 1, -8),
            Self.point(.max, .min, 0),
        ]
        for (first, left) in ordered.enumerated() {
            for (second, right) in ordered.enumerated() {
                #expect(left.precedes(right) == (first < second))
                #expect(left.isRepeat(of: right) == (first == second))
            }
        }
    }

    @Test func zerosAndNaNsAreRepeats() {
        #expect(Self.point(1, 1, 0.0).isRepeat(of: Self.point(1, 1, -0.0)))
        #expect(Self.point(1, 1, .nan).isRepeat(of: Self.point(1, 1, -Double(nan: 5, signaling: true))))
        #expect(!Self.point(1, 1, .nan).isRepeat(of: Self.point(1, 1, 0)))
        #expect(Self.point(1, 1, 0.0) != Self.point(1, 1, -0.0))
        #expect(Self.point(1, 1, .nan) == Self.point(1, 1, .nan))
    }

    @Test func theLatestHasTheGreatestStepThenTimestampThenValue() {
        #expect(Self.point(1, 2, 0).supersedes(Self.point(9, 1, 9)))
        #expect(Self.point(2, 2, 0).supersedes(Self.point(1, 2, 9)))
        #expect(Self.point(2, 2, 1).supersedes(Self.point(2, 2, .nan)))
        #expect(Self.point(2, 2, .nan).supersedes(Self.point(2, 2, -1)))
        #expect(!Self.point(2, 2, .nan).supersedes(Self.point(2, 2, 0)))
        #expect(!Self.point(2, 2, 0).supersedes(Self.point(2, 2, .nan)))
        #expect(!Self.point(2, 2, 1).supersedes(Self.point(2, 2, 1)))
    }
}
