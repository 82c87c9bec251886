// Assay: many points of one run and key in few bytes.
// SPDX-License-Identifier: Apache-2.0

/// Many points of one run and key in few bytes; README.md has the format.
public enum Chunk {
    /// The format that is written; the first byte of a chunk.
    public static let version: UInt8 = 1
    /// The most points in a chunk.
    public static let maximumCount = 8192

    /// The bytes for 1…`maximumCount` points, which come back in the order given, bit for bit.
    public static func encode(_ points: [Point]) throws(SeriesError) -> [UInt8] {
        guard points.count <= maximumCount, let header = ChunkHeader(points) else { throw .count(points.count) }
        var writer = ByteWriter(capacity: 64 + points.count * 4)
        header.write(into: &writer)
        IntegerColumn(points.map(\.timestamp)).write(into: &writer)
        IntegerColumn(points.map(\.step)).write(into: &writer)
        ValueColumn(points.map(\.value)).write(into: &writer)
        return writer.sealed()
    }

    /// The points in `bytes`; never more than `maximumCount`, whatever the bytes say.
    public static func decode(_ bytes: [UInt8]) throws(SeriesError) -> [Point] {
        var points: [Point] = []
        try decode(bytes, into: &points)
        return points
    }

    /// Appends the points in `bytes` to `points`, which stays as it is on an error.
    public static func decode(_ bytes: [UInt8], into points: inout [Point]) throws(SeriesError) {
        var reader = try Checksum.open(bytes)
        let count = try ChunkHeader(&reader).count
        let timestamps = try IntegerColumn.read(&reader, count: count)
        let steps = try IntegerColumn.read(&reader, count: count)
        let values = try ValueColumn.read(&reader, count: count)
        guard reader.remaining == 0 else { throw .invalid("length") }
        points.reserveCapacity(points.count + count)
        for index in 0..<count {
            points.append(
                Point(
                    timestamp: Int64(bitPattern: timestamps[index]), step: Int64(bitPattern: steps[index]),
                    value: Double(bitPattern: values[index])))
        }
    }
}
