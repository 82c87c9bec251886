// Assay: the independent maker and reader of metric series, in Python.
// SPDX-License-Identifier: Apache-2.0
import TestFixtures
import TrackingSeries

/// What Tests/Fixtures/series_oracle.py makes and reads.
enum SeriesOracle {
    /// A series that it made, and the most bytes that a point of it may take in a chunk.
    struct Series {
        let name: String
        let mostBytes: Double
        let points: [Point]
    }

    struct NoPoint: Error { let text: String }

    static func make(seed: Int) async throws -> [Series] {
        let printed = try await Program.python([Program.fixture("series_oracle.py"), "make", "\(seed)"])
        return try printed.split(separator: "\n").map { line in
            let parts = line.split(separator: " ")
            guard parts.count > 2, let most = Double(parts[1]) else { throw NoPoint(text: String(line)) }
            return Series(name: String(parts[0]), mostBytes: most, points: try parts.dropFirst(2).map(point))
        }
    }

    /// The lines that the reader prints for rows or chunks.
    static func read(_ what: String, _ blobs: [[UInt8]]) async throws -> [Substring] {
        let lines = blobs.map { "\(what) \(hex($0))\n" }.joined()
        let printed = try await Program.python([Program.fixture("series_oracle.py"), "read"], input: lines)
        return printed.split(separator: "\n")
    }

    static func text(_ point: Point) -> String {
        let bits = String(point.value.bitPattern, radix: 16)
        return "\(point.timestamp),\(point.step),\(String(repeating: "0", count: 16 - bits.count))\(bits)"
    }

    static func text(_ points: [Point]) -> String { points.map(text).joined(separator: " ") }

    static func hex(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef")
        return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }

    private static func point(_ text: Substring) throws -> Point {
        let parts = text.split(separator: ",")
        guard parts.count == 3, let timestamp = Int64(parts[0]), let step = Int64(parts[1]),
            let bits = UInt64(parts[2], radix: 16)
        else { throw NoPoint(text: String(text)) }
        return Point(timestamp: timestamp, step: step, value: Double(bitPattern: bits))
    }
}
