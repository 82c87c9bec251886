// Assay: reads a series of integers.
// SPDX-License-Identifier: Apache-2.0

extension IntegerColumn {
    /// Reads `count` numbers.
    static func read(_ reader: inout ByteReader, count: Int) throws(SeriesError) -> [UInt64] {
        guard let predictor = Predictor(rawValue: try reader.byte()) else { throw .invalid("predictor") }
        var numbers = [UInt64](repeating: 0, count: count)
        var output = numbers.mutableSpan
        let first = predictor.leading > 0 ? UInt64(bitPattern: try reader.signed()) : 0
        let rise = predictor.leading > 1 ? UInt64(bitPattern: try reader.signed()) : 0
        var start = count - predictor.packed(count)
        while start < count && predictor != .progression {
            let block = min(BlockLayout.size, count - start)
            try BlockLayout.read(&reader, count: block, into: &output, at: start)
            start += block
        }
        restore(predictor, first, rise, &output)
        return numbers
    }

    /// Puts the course back.
    private static func restore(
        _ predictor: Predictor, _ first: UInt64, _ rise: UInt64, _ output: inout MutableSpan<UInt64>
    ) {
        var number = first
        switch predictor {
        case .plain: break
        case .progression:
            for index in output.indices {
                output[index] = number
                number &+= rise
            }
        case .delta:
            if !output.isEmpty { output[0] = 0 }
            for index in output.indices {
                number &+= output[index]
                output[index] = number
            }
        case .deltaOfDelta:
            var change = rise
            if output.count > 0 { output[0] = first }
            for index in output.indices.dropFirst() {
                if index > 1 { change &+= output[index] }
                number &+= change
                output[index] = number
            }
        case .line:
            let slope = Int64(bitPattern: first)
            for index in output.indices {
                output[index] &+= UInt64(bitPattern: Predictor.line(slope, index))
            }
        }
    }
}
