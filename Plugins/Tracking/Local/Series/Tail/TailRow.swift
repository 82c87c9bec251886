// Assay: all points of one run and commit, as they came.
// SPDX-License-Identifier: Apache-2.0

/// All points of one run and commit, as they came; README.md has the format.
///
/// A row is opened once, which checks all of it; then single points, or those of one key, are read where they lie.
public struct TailRow: Sendable {
    /// The format that is written; the first byte of a row.
    public static let version: UInt8 = 0x11
    /// The most points in a row.
    public static let maximumCount = 1 << 20
    /// The most bytes of a key: 250 characters of four bytes.
    public static let maximumKeyByteCount = 1000

    /// How many points the row has.
    public let count: Int
    /// The keys that the row carries; empty when its points have ids of the store.
    public let keys: [String]
    let bytes: [UInt8]
    let ids: TailColumn
    let timestamps: TailColumn
    let steps: TailColumn
    let values: TailValues

    /// Opens a row: checks its checksum and the place of everything in it.
    public init(_ bytes: [UInt8]) throws(SeriesError) {
        var reader = try Checksum.open(bytes)
        let version = try reader.byte()
        guard version == Self.version else { throw .version(version) }
        count = try reader.count(upTo: Self.maximumCount, "count")
        guard count > 0 else { throw .invalid("count") }
        keys = try Self.keys(&reader)
        ids = try TailColumn(&reader, count: count)
        timestamps = try TailColumn(&reader, count: count)
        steps = try TailColumn(&reader, count: count)
        values = try TailValues(&reader, count: count)
        guard reader.remaining == 0 else { throw .invalid("length") }
        self.bytes = bytes
        guard keys.isEmpty || hasPlaces else { throw .invalid("key place") }
    }

    /// Whether every point's key is a place in the list of keys.
    private var hasPlaces: Bool {
        let span = bytes.span.bytes
        return (0..<count).allSatisfy { ids.number($0, span) >= 0 && ids.number($0, span) < keys.count }
    }

    private static func keys(_ reader: inout ByteReader) throws(SeriesError) -> [String] {
        let count = try reader.count(upTo: maximumCount, "key count")
        var keys: [String] = []
        for _ in 0..<count {
            let length = try reader.count(upTo: maximumKeyByteCount, "key length")
            guard let key = try reader.text(length) else { throw .invalid("key") }
            keys.append(key)
        }
        return keys
    }
}
