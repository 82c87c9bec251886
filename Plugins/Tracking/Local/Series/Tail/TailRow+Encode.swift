// Assay: writes a tail row.
// SPDX-License-Identifier: Apache-2.0

extension TailRow {
    /// The row for 1…`maximumCount` points, in the order given. `KeyedPoint.key` is an id of the store; when `keys` is
    /// given, it is a place in that list instead, which the row then carries.
    public static func encode(_ points: [KeyedPoint], keys: [String] = []) throws(SeriesError) -> [UInt8] {
        guard !points.isEmpty, points.count <= maximumCount else { throw .count(points.count) }
        let span = points.span
        var writer = ByteWriter(capacity: 64 + points.count * 17 + keys.reduce(0) { $0 + $1.utf8.count + 2 })
        writer.byte(version)
        writer.varint(UInt64(points.count))
        try write(keys, of: span, into: &writer)
        let ids = TailColumn(count: span.count) { span[$0].key }
        ids.write(count: span.count, into: &writer) { span[$0].key }
        let timestamps = TailColumn(count: span.count) { span[$0].point.timestamp }
        timestamps.write(count: span.count, into: &writer) { span[$0].point.timestamp }
        let steps = TailColumn(count: span.count) { span[$0].point.step }
        steps.write(count: span.count, into: &writer) { span[$0].point.step }
        TailValues.write(span, into: &writer)
        return writer.sealed()
    }

    private static func write(
        _ keys: [String], of points: Span<KeyedPoint>, into writer: inout ByteWriter
    ) throws(SeriesError) {
        writer.varint(UInt64(keys.count))
        guard !keys.isEmpty else { return }
        for index in points.indices where !keys.indices.contains(Int(points[index].key)) { throw .invalid("key place") }
        for key in keys {
            guard key.utf8.count <= maximumKeyByteCount else { throw .invalid("key length") }
            writer.varint(UInt64(key.utf8.count))
            writer.text(key)
        }
    }
}
