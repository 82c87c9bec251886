// Assay: writes a column of a tail row.
// SPDX-License-Identifier: Apache-2.0

extension TailColumn {
    /// Finds the form for the numbers that `number` gives for 0..<`count`.
    @inline(__always)
    init(count: Int, _ number: (Int) -> Int64) {
        let first = number(0)
        var (least, greatest) = (first, first)
        var isAscending = true
        for index in 0..<count {
            let next = number(index)
            least = min(least, next)
            greatest = max(greatest, next)
            isAscending = isAscending && next == first &+ Int64(index)
        }
        self.init(least: least, greatest: greatest, isAscending: isAscending)
    }

    /// Appends the column of the numbers for which this form was found.
    @inline(__always)
    func write(count: Int, into writer: inout ByteWriter, _ number: (Int) -> Int64) {
        writer.byte(form.rawValue)
        writer.signed(base)
        switch form {
        case .constant, .ascending: break
        case .offset1: write(count, &writer, number, as: UInt8.self)
        case .offset2: write(count, &writer, number, as: UInt16.self)
        case .offset4: write(count, &writer, number, as: UInt32.self)
        case .offset8: write(count, &writer, number, as: UInt64.self)
        }
    }

    @inline(__always)
    private func write<Number: FixedWidthInteger & BitwiseCopyable>(
        _ count: Int, _ writer: inout ByteWriter, _ number: (Int) -> Int64, as type: Number.Type
    ) {
        writer.numbers(count) { Number(truncatingIfNeeded: number($0) &- base) }
    }
}
