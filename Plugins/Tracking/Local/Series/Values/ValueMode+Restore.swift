// Assay: makes doubles of the integers that stand for them.
// SPDX-License-Identifier: Apache-2.0

extension ValueMode {
    /// Turns the integers in `numbers` into the bit patterns of the doubles.
    func restore(_ numbers: inout MutableSpan<UInt64>) throws(SeriesError) {
        switch self {
        case .decimal(let exponent): Self.divide(&numbers, by: Self.powers[exponent])
        case .quotient(let divisor): Self.divide(&numbers, by: divisor)
        case .table(let table):
            for index in numbers.indices {
                guard numbers[index] < UInt64(table.count) else { throw .invalid("table place") }
                numbers[index] = table[Int(numbers[index])]
            }
        case .xor(let shift):
            var before: UInt64 = 0
            for index in numbers.indices {
                before ^= numbers[index] &<< UInt64(shift)
                numbers[index] = before
            }
        case .bits(let shift, .mixed):
            let flip = Self.flip(shift)
            for index in numbers.indices {
                let number = numbers[index] ^ flip
                numbers[index] = ((number &>> 1) &<< UInt64(shift)) | (number &<< 63)
            }
        case .bits(let shift, let sign):
            let bit: UInt64 = sign == .negative ? 1 &<< 63 : 0
            for index in numbers.indices { numbers[index] = (numbers[index] &<< UInt64(shift)) | bit }
        }
    }

    /// What keeps numbers of 64 bits in order when they are taken as signed: their highest bit, inverted.
    static func flip(_ shift: Int) -> UInt64 { shift == 0 ? 1 &<< 63 : 0 }

    private static func divide(_ numbers: inout MutableSpan<UInt64>, by divisor: Double) {
        for index in numbers.indices {
            numbers[index] = (Double(Int64(bitPattern: numbers[index])) / divisor).bitPattern
        }
    }
}
