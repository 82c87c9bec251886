// Assay: a series of doubles in the fewest bits.
// SPDX-License-Identifier: Apache-2.0

/// A series of doubles, made ready to be written: the cheapest of the modes that may fit.
struct ValueColumn {
    let mode: ValueMode
    private let exceptions: [ValueException]
    private let column: IntegerColumn
    let bits: Int

    /// The cheapest form of `values`, which are at least one.
    init(_ values: [Double]) {
        var best = ValueColumn(values, .bits(shift: 0, sign: .mixed))
        for mode in ValueMode.candidates(values) {
            let next = ValueColumn(values, mode)
            if next.bits < best.bits { best = next }
        }
        self = best
    }

    /// The form that `mode` gives.
    init(_ values: [Double], _ mode: ValueMode) {
        self.mode = mode
        let (numbers, exceptions) = mode.apply(values)
        self.exceptions = exceptions
        if case .xor = mode {
            column = IntegerColumn(numbers, [.plain])
        } else {
            column = IntegerColumn(numbers)
        }
        bits = mode.tableBits + column.bits + exceptions.count * ValueException.cost
    }

    func write(into writer: inout ByteWriter) {
        mode.write(into: &writer)
        writer.varint(UInt64(exceptions.count))
        var before = -1
        for exception in exceptions {
            writer.varint(UInt64(exception.place - before - 1))
            before = exception.place
        }
        for exception in exceptions { writer.fixed64(exception.bits) }
        column.write(into: &writer)
    }

    /// Reads `count` values, as bit patterns.
    static func read(_ reader: inout ByteReader, count: Int) throws(SeriesError) -> [UInt64] {
        let mode = try ValueMode.read(&reader)
        let exceptionCount = try reader.count(upTo: count, "exception count")
        var places: [Int] = []
        var place = -1
        for _ in 0..<exceptionCount {
            place += try reader.count(upTo: count, "exception") + 1
            guard place < count else { throw .invalid("exception") }
            places.append(place)
        }
        var exceptions: [UInt64] = []
        for _ in places { exceptions.append(try reader.fixed64()) }
        var numbers = try IntegerColumn.read(&reader, count: count)
        var output = numbers.mutableSpan
        try mode.restore(&output)
        for (place, bits) in zip(places, exceptions) { output[place] = bits }
        return numbers
    }
}
