// Assay: tests of the plan of a fold.
// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import TrackingSeries

struct FoldTests {
    /// How points arrive in a test.
    enum Arrival: CaseIterable {
        case inOrder, jittered, sameTimestamp, backwards, anywhere, repeated, tied
    }

    private static func point(_ arrival: Arrival, _ index: Int, _ random: inout SeededRandom) -> Point {
        let at = Int64(index)
        switch arrival {
        case .inOrder: return Point(timestamp: at, step: at, value: Double(index))
        case .jittered:
            return Point(timestamp: at * 10 + Int64.random(in: -40...40, using: &random), step: at, value: 0.5)
        case .sameTimestamp:
            return Point(timestamp: 7, step: Int64.random(in: -20_000...20_000, using: &random), value: .nan)
        case .backwards: return Point(timestamp: -at, step: 0, value: 1)
        case .anywhere:
            return Point(timestamp: Int64.random(in: 0...100_000, using: &random), step: at % 2, value: -0.0)
        case .tied:
            let step = Int64.random(in: 0...3_000, using: &random)
            return Point(timestamp: Int64.random(in: 0...3, using: &random), step: step, value: 0)
        case .repeated: return Point(timestamp: at / 40, step: at % 3, value: Double(index % 2))
        }
    }

    @Test(arguments: Arrival.allCases)
    func chunksNeverOverlapAndNothingIsLost(arrival: Arrival) throws {
        var random = SeededRandom(UInt64(Arrival.allCases.firstIndex(of: arrival) ?? 0))
        var run = FoldedRun()
        var logged: [Int64: [Point]] = [:]
        var index = 0
        for round in 0..<30 {
            for _ in 0..<Int.random(in: 1...900, using: &random) {
                let key = Int64(index % 3)
                let point = Self.point(arrival, index, &random)
                logged[key, default: []].append(point)
                run.tail.append(KeyedPoint(key: key, point: point))
                index += 1
            }
            try run.fold(round == 29 ? .ended : round.isMultiple(of: 9) ? .idle : .growing)
            try run.check()
            for (key, points) in logged { #expect(try run.history(key) == History.ordered(points)) }
        }
        #expect(run.tail.isEmpty)
    }

    /// Chunk writes for each point that is folded stay few, in order or not.
    @Test(arguments: [(Arrival.inOrder, 12.0), (.jittered, 12), (.backwards, 40), (.anywhere, 40)])
    func workGrowsWithThePoints(arrival: Arrival, most: Double) throws {
        var random = SeededRandom(9)
        var run = FoldedRun()
        for index in 0..<60_000 {
            run.tail.append(KeyedPoint(key: 1, point: Self.point(arrival, index, &random)))
            if index % 500 == 499 { try run.fold(.growing) }
        }
        try run.fold(.ended)
        #expect(Double(run.written) / 60_000 <= most)
    }

    @Test func keysWithFewPointsWaitButNotTooMany() throws {
        var run = FoldedRun()
        for key in 0..<5_000 {
            for step in 0..<10 {
                let point = Point(timestamp: Int64(step), step: Int64(step), value: 1)
                run.tail.append(KeyedPoint(key: Int64(key), point: point))
            }
        }
        try run.fold(.growing)
        #expect(run.tail.count == 50_000)
        for key in 0..<5_000 {
            for step in 10..<20 {
                let point = Point(timestamp: Int64(step), step: Int64(step), value: 1)
                run.tail.append(KeyedPoint(key: Int64(key), point: point))
            }
        }
        try run.fold(.growing)
        #expect(run.tail.count <= Fold.mostWaiting)
        try run.fold(.idle)
        #expect(run.tail.isEmpty)
        try run.check()
    }

    @Test func anEndedRunHasFullChunks() throws {
        var run = FoldedRun()
        for index in 0..<20_000 {
            run.tail.append(KeyedPoint(key: 1, point: Point(timestamp: Int64(index), step: 0, value: 1)))
            if index % 37 == 0 { try run.fold(.idle) }
        }
        try run.fold(.ended)
        #expect((run.chunks[1]?.count ?? .max) <= 6)
    }

    @Test func numbersTellChunksOfOneTimestampApart() throws {
        let gap = Fold.numberGap
        let low = Fold.Position(timestamp: 5, number: 0)
        let high = Fold.Position(timestamp: 5, number: gap)
        #expect(Fold.positions([5, 5], after: nil, before: nil)?.map(\.number) == [0, gap])
        #expect(Fold.positions([5], after: low, before: nil)?.map(\.number) == [gap])
        #expect(Fold.positions([5, 5], after: nil, before: low)?.map(\.number) == [-2 * gap, -gap])
        let between = try #require(Fold.positions([5, 5, 5], after: low, before: high)).map(\.number)
        #expect(between == between.sorted() && Set(between).count == 3)
        #expect(between.allSatisfy { $0 > 0 && $0 < gap })
        #expect(Fold.positions([5], after: low, before: .init(timestamp: 5, number: 1)) == nil)
        #expect(Fold.positions([5], after: .init(timestamp: 5, number: .max), before: nil) == nil)
        #expect(Fold.positions([5], after: nil, before: .init(timestamp: 5, number: .min)) == nil)
        #expect(Fold.positions([4, 5, 6], after: low, before: .init(timestamp: 6, number: 0)) != nil)
    }
}
