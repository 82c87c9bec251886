// Assay: the values of a tail row.
// SPDX-License-Identifier: Apache-2.0

/// The values of a tail row: doubles, or floats when every value is one.
struct TailValues {
    let isNarrow: Bool
    /// Where the values begin.
    let start: Int

    init(_ reader: inout ByteReader, count: Int) throws(SeriesError) {
        let form = try reader.byte()
        guard form <= 1 else { throw .invalid("value form") }
        isNarrow = form == 1
        start = reader.offset
        try reader.take(count * (isNarrow ? 4 : 8)) { _ in }
    }

    /// The value at `index` of the column in `bytes`.
    @inline(__always)
    func value(_ index: Int, _ bytes: RawSpan) -> Double {
        if isNarrow {
            let bits = bytes.unsafeLoadUnaligned(fromByteOffset: start &+ index &* 4, as: UInt32.self)
            return Double(Float(bitPattern: UInt32(littleEndian: bits)))
        }
        let bits = bytes.unsafeLoadUnaligned(fromByteOffset: start &+ index &* 8, as: UInt64.self)
        return Double(bitPattern: UInt64(littleEndian: bits))
    }

    /// Whether `value` is a float; NaN never is, as a conversion may change its payload.
    @inline(__always)
    static func isNarrow(_ value: Double) -> Bool { Double(Float(value)) == value }

    /// Appends the values of `points`.
    static func write(_ points: Span<KeyedPoint>, into writer: inout ByteWriter) {
        var isNarrow = true
        for index in points.indices where isNarrow { isNarrow = Self.isNarrow(points[index].point.value) }
        writer.byte(isNarrow ? 1 : 0)
        if isNarrow {
            writer.numbers(points.count) { Float(points[$0].point.value).bitPattern }
        } else {
            writer.numbers(points.count) { points[$0].point.value.bitPattern }
        }
    }
}
