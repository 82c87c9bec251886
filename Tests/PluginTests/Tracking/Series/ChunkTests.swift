// Assay: tests of the chunk format.
// SPDX-License-Identifier: Apache-2.0
import Testing
import TrackingSeries

struct ChunkTests {
    @Test(arguments: [1, 2, 3])
    func aReaderWrittenFromTheDescriptionReadsTheSamePoints(seed: Int) async throws {
        let series = try await SeriesOracle.make(seed: seed)
        let chunks = try series.map { try Chunk.encode($0.points) }
        let read = try await SeriesOracle.read("chunk", chunks)
        try #require(read.count == series.count)
        for (series, (chunk, line)) in zip(series, zip(chunks, read)) {
            #expect(try Chunk.decode(chunk) == series.points, "\(series.name)")
            #expect(line == SeriesOracle.text(series.points), "\(series.name)")
        }
    }

    @Test func usualSeriesTakeFewBytes() async throws {
        for series in try await SeriesOracle.make(seed: 11) where series.name != "hostile" {
            let bytes = try Chunk.encode(series.points).count
            #expect(Double(bytes) / Double(series.points.count) <= series.mostBytes, "\(series.name)")
        }
    }

    @Test func randomSeriesComeBack() throws {
        var random = SeededRandom(7)
        for _ in 0..<4_000 {
            let points = random.points(count: Int.random(in: 1...30, using: &random))
            #expect(try Chunk.decode(Chunk.encode(points)) == points)
        }
    }

    @Test func aChunkHoldsBetweenOneAndTheMaximum() throws {
        var random = SeededRandom(8)
        let most = random.points(count: Chunk.maximumCount)
        #expect(try Chunk.decode(Chunk.encode(most)) == most)
        #expect(throws: SeriesError.count(0)) { try Chunk.encode([]) }
        #expect(throws: SeriesError.count(Chunk.maximumCount + 1)) { try Chunk.encode(most + most.prefix(1)) }
    }

    @Test func theHeaderStatesTheRanges() throws {
        let points = [
            Point(timestamp: 5, step: .max, value: 1), Point(timestamp: .min, step: -3, value: 1),
            Point(timestamp: .max, step: 0, value: 1),
        ]
        let chunk = try Chunk.encode(points)
        let header = try ChunkHeader(Array(chunk.prefix(ChunkHeader.maximumByteCount)))
        #expect(header.count == 3)
        #expect(header.timestamps == .min ... .max)
        #expect(header.steps == -3 ... .max)
    }

    @Test func theSamePointsGiveTheSameBytes() async throws {
        let series = try await SeriesOracle.make(seed: 5).prefix(20)
        for series in series { #expect(try Chunk.encode(series.points) == Chunk.encode(series.points)) }
    }
}
