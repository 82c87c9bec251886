// Assay: which modes may fit a series of doubles.
// SPDX-License-Identifier: Apache-2.0

extension ValueMode {
    /// The modes that are worth a try for `values`.
    static func candidates(_ values: [Double]) -> [ValueMode] {
        var candidates: [ValueMode] = []
        let sample = stride(from: 0, to: values.count, by: max(1, values.count / 32)).map { values[$0] }
        let exponents = sample.compactMap(exponent).sorted()
        if let most = exponents.last, exponents.count * 2 >= sample.count {
            candidates.append(.decimal(exponent: most))
            let usual = exponents[exponents.count * 7 / 8]
            if usual != most { candidates.append(.decimal(exponent: usual)) }
        }
        // With so many decimals nearly every double is a decimal number.
        if exponents.count * 2 < sample.count || exponents.last ?? 0 > 9 {
            if let divisor = divisor(values, sample) { candidates.append(.quotient(divisor: divisor)) }
            if let table = table(values) { candidates.append(.table(table)) }
        }
        let shift = values.reduce(63) { min($0, $1.bitPattern.trailingZeroBitCount) }
        let usual = usualShift(values)
        candidates.append(.bits(shift: shift, sign: sign(values, shift)))
        if usual != shift { candidates.append(.bits(shift: usual, sign: sign(values, usual))) }
        candidates.append(.xor(shift: shift))
        return candidates
    }

    /// The fewest decimals with which `value` is written exactly.
    private static func exponent(_ value: Double) -> Int? {
        for (exponent, power) in powers.enumerated() {
            if (value * power).magnitude > 0x1p53 { return nil }
            if numerator(value, power) != nil { return exponent }
        }
        return nil
    }

    /// The lowest bits that are 0 in all but a few values.
    private static func usualShift(_ values: [Double]) -> Int {
        var histogram = InlineArray<65, Int>(repeating: 0)
        for value in values { histogram[value.bitPattern.trailingZeroBitCount] &+= 1 }
        var below = 0
        for shift in 0..<63 {
            below += histogram[shift]
            if below * 32 > values.count { return shift }
        }
        return 63
    }

    /// The signs of the values that `shift` leaves whole.
    private static func sign(_ values: [Double], _ shift: Int) -> Sign {
        let whole = values.lazy.filter { $0.bitPattern & BitPacking.mask(shift) == 0 }
        let negative = whole.reduce(0) { $0 + ($1.sign == .minus ? 1 : 0) }
        if negative == 0 { return .positive }
        return negative == whole.reduce(0) { count, _ in count + 1 } ? .negative : .mixed
    }

    /// The bits of all values, when they are few.
    private static func table(_ values: [Double]) -> [UInt64]? {
        var distinct: Set<UInt64> = []
        for value in values where distinct.insert(value.bitPattern).inserted {
            guard distinct.count <= min(maximumTableCount, values.count / 4) else { return nil }
        }
        return distinct.sorted()
    }
}
