// Assay: tests that damaged and hostile bytes are refused.
// SPDX-License-Identifier: Apache-2.0
import TestFixtures
import Testing

@testable import TrackingSeries

struct DamageTests {
    /// A chunk and a row with every kind of column in them.
    static func samples() throws -> [[UInt8]] {
        var random = SeededRandom(3)
        var samples: [[UInt8]] = []
        for _ in 0..<4 {
            let points = random.points(count: 20) + random.points(count: 3)
            samples.append(try Chunk.encode(points))
            let keyed = points.map { KeyedPoint(key: $0.step & 3, point: $0) }
            samples.append(try TailRow.encode(keyed))
            samples.append(try TailRow.encode(keyed, keys: ["a", "ß", "c/d", ""]))
        }
        return samples
    }

    /// Reads all that can be read; what matters is that it returns.
    @discardableResult
    static func read(_ bytes: [UInt8]) throws -> Int {
        if bytes.first == Chunk.version { return try Chunk.decode(bytes).count }
        let row = try TailRow(bytes)
        var sum = 0
        row.forEach { sum &+= Int(truncatingIfNeeded: $0.point.step) }
        var found: [Point] = []
        row.points(of: 3, into: &found)
        row.points(of: "ß", into: &found)
        return sum &+ found.count
    }

    @Test func everyTruncationIsRefused() throws {
        for sample in try Self.samples() {
            for length in 0..<sample.count {
                #expect(throws: SeriesError.self) { try Self.read(Array(sample.prefix(length))) }
            }
            #expect(throws: SeriesError.self) { try Self.read(sample + [0]) }
        }
    }

    @Test func everyFlippedBitIsRefused() throws {
        for sample in try Self.samples() {
            for bit in 0..<sample.count * 8 {
                var damaged = sample
                damaged[bit / 8] ^= 1 << UInt8(bit % 8)
                #expect(throws: SeriesError.self) { try Self.read(damaged) }
            }
        }
    }

    /// An attacker can make the checksum right: then anything may come back, or an error, but nothing else happens.
    @Test func changedBytesWithARightChecksumNeverTrap() throws {
        var random = SeededRandom(4)
        for sample in try Self.samples() {
            for _ in 0..<2_000 {
                var hostile = Array(sample.dropLast(4))
                for _ in 0..<Int.random(in: 1...4, using: &random) {
                    let place = Int.random(in: 0..<hostile.count, using: &random)
                    hostile[place] = UInt8(truncatingIfNeeded: random.next())
                }
                _ = try? Self.read(sealed(hostile))
            }
        }
    }

    @Test func randomBytesWithARightChecksumNeverTrap() throws {
        var random = SeededRandom(5)
        for round in 0..<20_000 {
            let first = round.isMultiple(of: 2) ? Chunk.version : TailRow.version
            let length = Int.random(in: 0...200, using: &random)
            let noise = (0..<length).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            _ = try? Self.read(sealed([first] + noise))
        }
    }

    @Test func aStatedCountTakesNoMemoryThatTheBytesDoNotBack() throws {
        // A progression needs no bytes a number: 8,192 points are the most that a few bytes can give.
        let steady = (0..<Chunk.maximumCount).map { Point(timestamp: Int64($0), step: 0, value: 1) }
        let small = try Chunk.encode(steady)
        #expect(small.count < 40)
        var over = ByteWriter(capacity: 64)
        over.byte(Chunk.version)
        over.varint(1 << 40)
        #expect(throws: SeriesError.invalid("count")) { try Chunk.decode(over.sealed()) }
        var row = ByteWriter(capacity: 64)
        row.byte(TailRow.version)
        row.varint(1 << 20)
        row.varint(0)
        row.byte(TailColumn.Form.offset8.rawValue)
        row.signed(0)
        #expect(throws: SeriesError.truncated) { try TailRow(row.sealed()) }
    }

    @Test func anotherFormatIsNamed() throws {
        #expect(throws: SeriesError.version(9)) { try Chunk.decode(sealed([9, 1])) }
        #expect(throws: SeriesError.version(1)) { try TailRow(Chunk.encode([Point(timestamp: 1, step: 1, value: 1)])) }
    }

    private func sealed(_ bytes: [UInt8]) -> [UInt8] {
        var writer = ByteWriter(capacity: bytes.count + 4)
        writer.append(bytes)
        return writer.sealed()
    }
}
