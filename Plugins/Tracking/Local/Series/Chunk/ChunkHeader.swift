// Assay: what a chunk says of itself before its points.
// SPDX-License-Identifier: Apache-2.0

/// What a chunk says of itself before its points: enough to pass it over in a read of a range.
public struct ChunkHeader: Sendable, Hashable {
    /// The bytes at the front of a chunk that are enough to read any header.
    public static let maximumByteCount = 64

    /// How many points the chunk has.
    public let count: Int
    /// The least and the greatest timestamp.
    public let timestamps: ClosedRange<Int64>
    /// The least and the greatest step.
    public let steps: ClosedRange<Int64>

    /// Describes `points`; nil when there are none.
    init?(_ points: [Point]) {
        guard let first = points.first else { return nil }
        var (earliest, latest) = (first.timestamp, first.timestamp)
        var (least, greatest) = (first.step, first.step)
        for point in points {
            earliest = min(earliest, point.timestamp)
            latest = max(latest, point.timestamp)
            least = min(least, point.step)
            greatest = max(greatest, point.step)
        }
        count = points.count
        timestamps = earliest...latest
        steps = least...greatest
    }

    /// Reads the header of a chunk from its first `maximumByteCount` bytes or more. The checksum is at the chunk's end
    /// and is not looked at.
    public init(_ bytes: [UInt8]) throws(SeriesError) {
        var reader = ByteReader(bytes, 0..<bytes.count)
        try self.init(&reader)
    }

    init(_ reader: inout ByteReader) throws(SeriesError) {
        let version = try reader.byte()
        guard version == Chunk.version else { throw .version(version) }
        count = try reader.count(upTo: Chunk.maximumCount, "count")
        guard count > 0 else { throw .invalid("count") }
        timestamps = try Self.range(&reader, "timestamp range")
        steps = try Self.range(&reader, "step range")
    }

    func write(into writer: inout ByteWriter) {
        writer.byte(Chunk.version)
        writer.varint(UInt64(count))
        for range in [timestamps, steps] {
            writer.signed(range.lowerBound)
            writer.varint(UInt64(bitPattern: range.upperBound &- range.lowerBound))
        }
    }

    private static func range(_ reader: inout ByteReader, _ field: String) throws(SeriesError) -> ClosedRange<Int64> {
        let lower = try reader.signed()
        let upper = lower &+ Int64(bitPattern: try reader.varint())
        guard lower <= upper else { throw .invalid(field) }
        return lower...upper
    }
}
