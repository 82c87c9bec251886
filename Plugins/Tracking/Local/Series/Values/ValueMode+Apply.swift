// Assay: makes integers of doubles.
// SPDX-License-Identifier: Apache-2.0

extension ValueMode {
    /// The integers that stand for `values`; those that have none are exceptions, and repeat the integer before.
    func apply(_ values: [Double]) -> (numbers: [Int64], exceptions: [ValueException]) {
        switch self {
        case .decimal(let exponent): Self.multiply(values, Self.powers[exponent])
        case .quotient(let divisor): Self.multiply(values, divisor)
        case .table(let table): (Self.find(values, table), [])
        case .xor(let shift): (Self.difference(values, shift), [])
        case .bits(let shift, let sign): Self.cut(values, shift, sign)
        }
    }

    /// The integer that gives `value` when it is divided by `divisor`.
    @inline(__always)
    static func numerator(_ value: Double, _ divisor: Double) -> Int64? {
        let product = (value * divisor).rounded()
        guard product.magnitude <= 0x1p53 else { return nil }
        let number = Int64(product)
        return (Double(number) / divisor).bitPattern == value.bitPattern ? number : nil
    }

    private static func multiply(
        _ values: [Double], _ divisor: Double
    ) -> (numbers: [Int64], exceptions: [ValueException]) {
        var numbers: [Int64] = []
        var exceptions: [ValueException] = []
        numbers.reserveCapacity(values.count)
        var before: Int64 = 0
        for (index, value) in values.enumerated() {
            if let number = numerator(value, divisor) {
                // The first exceptions have nothing before them and take what follows.
                if exceptions.count == index && index > 0 { numbers = [Int64](repeating: number, count: index) }
                before = number
            } else {
                exceptions.append(ValueException(place: index, bits: value.bitPattern))
            }
            numbers.append(before)
        }
        return (numbers, exceptions)
    }

    private static func find(_ values: [Double], _ table: [UInt64]) -> [Int64] {
        var places: [UInt64: Int64] = [:]
        for (place, bits) in table.enumerated() { places[bits] = Int64(place) }
        return values.map { places[$0.bitPattern, default: 0] }
    }

    private static func difference(_ values: [Double], _ shift: Int) -> [Int64] {
        var before: UInt64 = 0
        return values.map { value in
            defer { before = value.bitPattern }
            return Int64(bitPattern: (value.bitPattern ^ before) &>> UInt64(shift))
        }
    }

    private static func cut(
        _ values: [Double], _ shift: Int, _ sign: Sign
    ) -> (numbers: [Int64], exceptions: [ValueException]) {
        var numbers: [Int64] = []
        var exceptions: [ValueException] = []
        numbers.reserveCapacity(values.count)
        let lost = BitPacking.mask(shift)
        for (index, value) in values.enumerated() {
            let bits = value.bitPattern
            if bits & lost != 0 {
                exceptions.append(ValueException(place: index, bits: bits))
                numbers.append(numbers.last ?? 0)
                continue
            }
            let magnitude = (bits & ~(1 &<< 63)) &>> UInt64(shift)
            let number = sign == .mixed ? ((magnitude &<< 1) | (bits &>> 63)) ^ flip(shift) : magnitude
            numbers.append(Int64(bitPattern: number))
        }
        return (numbers, exceptions)
    }
}
