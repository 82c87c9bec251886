// Assay: tests of the tail row format.
// SPDX-License-Identifier: Apache-2.0
import Testing
import TrackingSeries

struct TailRowTests {
    @Test func aReaderWrittenFromTheDescriptionReadsTheSamePoints() async throws {
        let series = try await SeriesOracle.make(seed: 21)
        let keyed = series.enumerated().map { index, series in
            series.points.enumerated().map { place, point in
                KeyedPoint(key: Self.key(index, place), point: point)
            }
        }
        let rows = try keyed.map { try TailRow.encode($0) }
        let read = try await SeriesOracle.read("row", rows)
        try #require(read.count == rows.count)
        for (points, (row, line)) in zip(keyed, zip(rows, read)) {
            #expect(line == points.map { "\($0.key),\(SeriesOracle.text($0.point))" }.joined(separator: " "))
            let opened = try TailRow(row)
            #expect((0..<opened.count).map(opened.keyedPoint) == points)
        }
    }

    /// Keys that are the same, ascending, few, many and extreme, as `index` says.
    private static func key(_ index: Int, _ place: Int) -> Int64 {
        switch index % 5 {
        case 0: 7
        case 1: 100 + Int64(place)
        case 2: Int64(place % 3) * 90
        case 3: Int64(place) * 1_000_003
        default: place.isMultiple(of: 2) ? .min : .max
        }
    }

    @Test func theKeysTravelInTheRow() async throws {
        let keys = ["loss", "val/acc \u{1F600}", "e\u{301}", "\u{E9}", ""]
        let points = (0..<20).map { index in
            KeyedPoint(key: Int64(index % keys.count), point: Point(timestamp: 9, step: Int64(index), value: 0.5))
        }
        let row = try TailRow.encode(points, keys: keys)
        let read = try await SeriesOracle.read("row", [row])
        let expected = points.map { keyed in
            "\(SeriesOracle.hex(Array(keys[Int(keyed.key)].utf8))),\(SeriesOracle.text(keyed.point))"
        }
        #expect(read.first.map(String.init) == expected.joined(separator: " "))
        let opened = try TailRow(row)
        #expect(opened.keys.map { Array($0.utf8) } == keys.map { Array($0.utf8) })
        for (place, key) in keys.enumerated() {
            var found: [Point] = []
            opened.points(of: key, into: &found)
            #expect(found == points.filter { $0.key == place }.map(\.point), "\(place)")
        }
    }

    @Test func theKeyOfAPointMustBeInTheRow() throws {
        let point = Point(timestamp: 1, step: 1, value: 1)
        for key: Int64 in [-1, 1] {
            #expect(throws: SeriesError.invalid("key place")) {
                try TailRow.encode([KeyedPoint(key: key, point: point)], keys: ["a"])
            }
        }
        #expect(throws: SeriesError.count(0)) { try TailRow.encode([]) }
    }

    @Test func pointsOfOneKeyComeInTheOrderTheyWereLogged() throws {
        var random = SeededRandom(2)
        for spread in [1, 2, 40, 70_000] {
            let points = random.points(count: 300).map { point in
                KeyedPoint(key: Int64.random(in: 0..<Int64(spread), using: &random), point: point)
            }
            let row = try TailRow(TailRow.encode(points))
            for key in Set(points.map(\.key)) {
                var found: [Point] = []
                row.points(of: key, into: &found)
                #expect(found == points.filter { $0.key == key }.map(\.point))
            }
        }
    }

    @Test func aRowOfOnePointIsSmall() throws {
        let point = Point(timestamp: 1_764_000_000_000, step: 77, value: 0.1)
        #expect(try TailRow.encode([KeyedPoint(key: 5000, point: point)]).count <= 32)
    }
}
