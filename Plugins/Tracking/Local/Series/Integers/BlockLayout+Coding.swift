// Assay: writes and reads a block of packed numbers.
// SPDX-License-Identifier: Apache-2.0

extension BlockLayout {
    /// Appends `residuals`, for which this layout was made.
    func write(_ residuals: Span<Int64>, into writer: inout ByteWriter) {
        writer.signed(anchor)
        writer.byte(UInt8(truncatingIfNeeded: width) | (isDescending ? 0x80 : 0))
        writer.byte(UInt8(truncatingIfNeeded: exceptionCount))
        var low: [UInt64] = []
        var high: [UInt64] = []
        var places: [UInt8] = []
        low.reserveCapacity(residuals.count)
        for index in residuals.indices {
            let distance = UInt64(bitPattern: isDescending ? anchor &- residuals[index] : residuals[index] &- anchor)
            low.append(distance & BitPacking.mask(width))
            if BitPacking.width(distance) > width {
                places.append(UInt8(truncatingIfNeeded: index))
                high.append(distance &>> UInt64(width))
            }
        }
        BitPacking.pack(low.span, width: width, into: &writer)
        guard exceptionCount > 0 else { return }
        writer.byte(UInt8(truncatingIfNeeded: exceptionWidth))
        writer.append(places)
        BitPacking.pack(high.span, width: exceptionWidth, into: &writer)
    }

    /// Reads `count` residuals into `output` from `start` on.
    static func read(
        _ reader: inout ByteReader, count: Int, into output: inout MutableSpan<UInt64>, at start: Int
    ) throws(SeriesError) {
        let anchor = UInt64(bitPattern: try reader.signed())
        let control = try reader.byte()
        let width = Int(control & 0x7F)
        guard width <= 64 else { throw .invalid("bit width") }
        let exceptionCount = Int(try reader.byte())
        try reader.take(BitPacking.byteCount(count, width: width)) { packed in
            BitPacking.unpack(packed, width: width, count: count, into: &output, at: start)
        }
        if exceptionCount > 0 {
            try patch(&reader, count, width, exceptionCount, into: &output, at: start)
        }
        if control < 0x80 {
            for index in start..<start + count { output[index] &+= anchor }
        } else {
            for index in start..<start + count { output[index] = anchor &- output[index] }
        }
    }

    private static func patch(
        _ reader: inout ByteReader, _ count: Int, _ width: Int, _ exceptionCount: Int,
        into output: inout MutableSpan<UInt64>, at start: Int
    ) throws(SeriesError) {
        let exceptionWidth = Int(try reader.byte())
        guard exceptionWidth >= 1, exceptionWidth <= 64 - width else { throw .invalid("exception width") }
        var places = InlineArray<256, Int>(repeating: 0)
        for index in 0..<exceptionCount {
            places[index] = Int(try reader.byte())
            guard places[index] < count else { throw .invalid("exception") }
        }
        var high = InlineArray<256, UInt64>(repeating: 0)
        var highs = high.mutableSpan
        try reader.take(BitPacking.byteCount(exceptionCount, width: exceptionWidth)) { packed in
            BitPacking.unpack(packed, width: exceptionWidth, count: exceptionCount, into: &highs, at: 0)
        }
        for index in 0..<exceptionCount { output[start + places[index]] |= highs[index] &<< UInt64(width) }
    }
}
