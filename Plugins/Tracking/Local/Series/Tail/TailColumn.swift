// Assay: a column of a tail row: integers that lie where an index finds them.
// SPDX-License-Identifier: Apache-2.0

/// A column of a tail row. It is made to be written fast and read at any place: nothing in it depends on what is before.
struct TailColumn {
    /// How the numbers lie.
    enum Form: UInt8 {
        /// Each is `base`.
        case constant
        /// `base`, and one more each.
        case ascending
        /// Each is `base` plus one, two, four or eight bytes.
        case offset1, offset2, offset4, offset8

        var width: Int {
            switch self {
            case .constant, .ascending: 0
            case .offset1: 1
            case .offset2: 2
            case .offset4: 4
            case .offset8: 8
            }
        }
    }

    let form: Form
    let base: Int64
    /// Where the column's bytes begin.
    let start: Int

    /// The form for numbers from `least` to `greatest`, of which each is one more than the one before, or not.
    init(least: Int64, greatest: Int64, isAscending: Bool) {
        base = least
        start = 0
        let span = UInt64(bitPattern: greatest &- least)
        if span == 0 {
            form = .constant
        } else if isAscending {
            form = .ascending
        } else if span <= 0xFF {
            form = .offset1
        } else if span <= 0xFFFF {
            form = .offset2
        } else {
            form = span <= 0xFFFF_FFFF ? .offset4 : .offset8
        }
    }

    init(_ reader: inout ByteReader, count: Int) throws(SeriesError) {
        guard let form = Form(rawValue: try reader.byte()) else { throw .invalid("column form") }
        self.form = form
        base = try reader.signed()
        start = reader.offset
        try reader.take(count * form.width) { _ in }
    }

    /// The number at `index` of the column in `bytes`.
    @inline(__always)
    func number(_ index: Int, _ bytes: RawSpan) -> Int64 {
        let offset: UInt64
        switch form {
        case .constant: offset = 0
        case .ascending: offset = UInt64(truncatingIfNeeded: index)
        case .offset1: offset = UInt64(bytes.unsafeLoad(fromByteOffset: start &+ index, as: UInt8.self))
        case .offset2: offset = UInt64(load(index, bytes, as: UInt16.self))
        case .offset4: offset = UInt64(load(index, bytes, as: UInt32.self))
        case .offset8: offset = load(index, bytes, as: UInt64.self)
        }
        return base &+ Int64(bitPattern: offset)
    }

    @inline(__always)
    private func load<Number: FixedWidthInteger & BitwiseCopyable>(
        _ index: Int, _ bytes: RawSpan, as type: Number.Type
    ) -> Number {
        let place = start &+ index &* MemoryLayout<Number>.size
        return Number(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: place, as: type))
    }
}
