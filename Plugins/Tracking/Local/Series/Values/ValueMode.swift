// Assay: the ways to write doubles as integers.
// SPDX-License-Identifier: Apache-2.0

/// A way to write doubles as integers, exactly.
enum ValueMode: Equatable {
    /// The value times a power of ten: what people and programs round to decimals.
    case decimal(exponent: Int)
    /// The value times a divisor: parts of a whole, such as 731 of 768 right answers.
    case quotient(divisor: Double)
    /// The bits of the value without its `shift` lowest, which are 0: what was a float32, or is noise.
    case bits(shift: Int, sign: Sign)
    /// The bits that differ from the value before, without the `shift` lowest, which never differ.
    case xor(shift: Int)
    /// The place of the value's bits in a list: a few values that come again and again.
    case table([UInt64])

    /// The most values in a table.
    static let maximumTableCount = 256

    /// Which signs the values of a column have.
    enum Sign: UInt8 {
        case positive
        case negative
        /// The sign is the lowest bit of each integer.
        case mixed
    }

    /// 10^0…10^22: the powers of ten that are doubles.
    static let powers: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]

    /// What the table takes, in bits.
    var tableBits: Int { if case .table(let table) = self { table.count * 64 } else { 0 } }

    func write(into writer: inout ByteWriter) {
        switch self {
        case .decimal(let exponent):
            writer.byte(0)
            writer.byte(UInt8(truncatingIfNeeded: exponent))
        case .quotient(let divisor):
            writer.byte(1)
            writer.fixed64(divisor.bitPattern)
        case .bits(let shift, let sign):
            writer.byte(2 + sign.rawValue)
            writer.byte(UInt8(truncatingIfNeeded: shift))
        case .xor(let shift):
            writer.byte(5)
            writer.byte(UInt8(truncatingIfNeeded: shift))
        case .table(let table):
            writer.byte(6)
            writer.varint(UInt64(table.count))
            for bits in table { writer.fixed64(bits) }
        }
    }

    static func read(_ reader: inout ByteReader) throws(SeriesError) -> ValueMode {
        let kind = try reader.byte()
        if kind == 1 { return .quotient(divisor: Double(bitPattern: try reader.fixed64())) }
        if kind == 6 { return .table(try table(&reader)) }
        let parameter = Int(try reader.byte())
        guard parameter < (kind == 0 ? powers.count : 64) else { throw .invalid("value parameter") }
        switch kind {
        case 0: return .decimal(exponent: parameter)
        case 2: return .bits(shift: parameter, sign: .positive)
        case 3: return .bits(shift: parameter, sign: .negative)
        case 4: return .bits(shift: parameter, sign: .mixed)
        case 5: return .xor(shift: parameter)
        default: throw .invalid("value mode")
        }
    }

    private static func table(_ reader: inout ByteReader) throws(SeriesError) -> [UInt64] {
        var table: [UInt64] = []
        for _ in 0..<(try reader.count(upTo: maximumTableCount, "table")) { table.append(try reader.fixed64()) }
        return table
    }
}
