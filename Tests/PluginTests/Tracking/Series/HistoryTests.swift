// Assay: tests of ordering, merging and sampling histories.
// SPDX-License-Identifier: Apache-2.0
import TestFixtures
import Testing
import TrackingSeries

struct HistoryTests {
    /// Points of which many repeat each other.
    static func crowded(_ count: Int, _ random: inout SeededRandom) -> [Point] {
        let values = [0, -0.0, 1, -1, .nan, Double(nan: 1, signaling: false), .infinity, -.infinity]
        return (0..<count).map { _ in
            Point(
                timestamp: Int64.random(in: 0...3, using: &random), step: Int64.random(in: -1...2, using: &random),
                value: values[Int.random(in: 0..<values.count, using: &random)])
        }
    }

    @Test func repeatsAreStoredOnceAndTheFirstStays() {
        var random = SeededRandom(1)
        for _ in 0..<500 {
            let points = Self.crowded(Int.random(in: 0...60, using: &random), &random)
            var expected: [Point] = []
            for point in points where !expected.contains(where: { point.isRepeat(of: $0) }) { expected.append(point) }
            let ordered = History.ordered(points)
            #expect(Set(ordered) == Set(expected))
            #expect(ordered.count == expected.count)
            #expect(zip(ordered, ordered.dropFirst()).allSatisfy { $0.precedes($1) })
            let cut = Int.random(in: 0...points.count, using: &random)
            let (first, second) = (History.ordered(Array(points[..<cut])), History.ordered(Array(points[cut...])))
            #expect(History.merged(first, second) == ordered)
        }
    }

    /// SQLite's window functions, in the query that MLflow's store sends, are the oracle.
    @Test func aSampleHasThePointsThatMLflowPicks() async throws {
        var random = SeededRandom(2)
        var cases: [(points: [Point], most: Int)] = []
        for count in Array(0...25) + [100, 101, 1000] {
            let points = History.ordered(Self.crowded(count * 2, &random).filter { !$0.value.isInfinite })
            for most in [1, 2, 3, 7, 10, 20] { cases.append((points, most)) }
        }
        let input = cases.map { "\($0.most) \(SeriesOracle.text($0.points))\n" }.joined()
        let printed = try await Program.python(["-c", Self.sampler], input: input)
        let lines = printed.split(separator: "\n", omittingEmptySubsequences: false)
        try #require(lines.count == cases.count + 1)
        for ((points, most), line) in zip(cases, lines) {
            let sample = History.sample(points, most: most).map { point in
                // SQLite has no -0.
                "\(point.timestamp),\(point.step),\(point.sortValue + 0),\(point.value.isNaN ? 1 : 0)"
            }
            #expect(sample.joined(separator: " ") == line, "\(points.count) \(most)")
        }
    }

    private static let sampler = """
        import sqlite3, struct, sys
        order = "step, timestamp, value, is_nan"
        for line in sys.stdin:
            parts = line.split()
            db = sqlite3.connect(":memory:")
            db.execute("CREATE TABLE metrics (timestamp INTEGER, step INTEGER, value REAL, is_nan INTEGER)")
            for part in parts[1:]:
                timestamp, step, bits = part.split(",")
                value = struct.unpack(">d", bytes.fromhex(bits))[0]
                nan = value != value
                db.execute("INSERT INTO metrics VALUES (?, ?, ?, ?)", (timestamp, step, 0 if nan else value, nan))
            bucketed = f"SELECT *, ntile(?) OVER (ORDER BY {order}) AS bucket FROM metrics"
            ranked = f"SELECT *, row_number() OVER (PARTITION BY bucket ORDER BY {order}) AS rn FROM ({bucketed})"
            rows = db.execute(f"SELECT timestamp, step, value, is_nan FROM ({ranked}) WHERE rn = 1 ORDER BY {order}",
                (int(parts[0]),)).fetchall()
            last = db.execute("SELECT timestamp, step, value, is_nan FROM metrics ORDER BY step DESC, timestamp DESC, "
                "value DESC, is_nan DESC LIMIT 1").fetchone()
            if last is not None and (not rows or rows[-1] != last):
                if len(rows) >= int(parts[0]):
                    rows[-1] = last
                else:
                    rows.append(last)
            print(*[f"{t},{s},{v + 0.0},{n}" for t, s, v, n in rows])
        """
}
