// Assay: tests of reading a page of a history.
// SPDX-License-Identifier: Apache-2.0
import Testing
import TrackingSeries

struct HistoryPageTests {
    @Test func pagesAreSlicesOfTheWholeHistory() throws {
        var random = SeededRandom(31)
        for round in 0..<300 {
            let (chunks, tail) = Self.series(&random, isCrowded: round.isMultiple(of: 2))
            let whole = History.merged(chunks.reduce(into: []) { $0 += $1 }, tail)
            let headers = try chunks.map { try ChunkHeader(Chunk.encode($0)) }
            for _ in 0..<20 {
                let offset = Int.random(in: 0...whole.count + 3, using: &random)
                let limit = Int.random(in: 0...whole.count + 3, using: &random)
                let page = HistoryPage(chunks: headers, tail: tail, offset: offset, limit: limit)
                let first = min(offset, whole.count)
                let expected = Array(whole[first..<min(offset + limit, whole.count)])
                #expect(page.points { page.needed.contains($0) ? chunks[$0] : [] } == expected)
                #expect(Set(page.needed).count == page.needed.count)
            }
        }
    }

    @Test func onlyThePagesChunksAreRead() throws {
        let points = (0..<10_000).map { Point(timestamp: Int64($0), step: 0, value: 1) }
        let chunks = stride(from: 0, to: 10_000, by: 100).map { Array(points[$0..<$0 + 100]) }
        let headers = try chunks.map { try ChunkHeader(Chunk.encode($0)) }
        let late = [Point(timestamp: 20_000, step: 0, value: 1)]
        #expect(HistoryPage(chunks: headers, tail: late, offset: 0, limit: 100).needed == [0])
        #expect(HistoryPage(chunks: headers, tail: late, offset: 5_050, limit: 100).needed == [50, 51])
        #expect(HistoryPage(chunks: headers, tail: late, offset: 10_000, limit: 9).needed == [])
        #expect(HistoryPage(chunks: headers, tail: late, offset: .max, limit: .max).needed == [])
        let between = [Point(timestamp: 350, step: 0, value: 1), Point(timestamp: 355, step: 1, value: 1)]
        #expect(HistoryPage(chunks: headers, tail: between, offset: 5_050, limit: 10).needed == [3, 50])
    }

    /// Chunks in order and a tail that is partly between and partly in them.
    private static func series(_ random: inout SeededRandom, isCrowded: Bool) -> (chunks: [[Point]], tail: [Point]) {
        let all = (0..<Int.random(in: 0...80, using: &random)).map { _ in
            Point(
                timestamp: Int64.random(in: 0...(isCrowded ? 3 : 60), using: &random),
                step: Int64.random(in: 0...3, using: &random), value: Double(Int.random(in: 0...1, using: &random)))
        }
        var tail: [Point] = []
        var stored: [Point] = []
        for point in all {
            if Int.random(in: 0...2, using: &random) > 0 { stored.append(point) }
            if Int.random(in: 0...3, using: &random) == 0 { tail.append(point) }
        }
        stored = History.ordered(stored)
        var chunks: [[Point]] = []
        while !stored.isEmpty {
            let count = Int.random(in: 1...min(9, stored.count), using: &random)
            chunks.append(Array(stored.prefix(count)))
            stored.removeFirst(count)
        }
        return (chunks, History.ordered(tail))
    }
}
