// Assay: finds the whole of which the values of a series are parts.
// SPDX-License-Identifier: Apache-2.0

extension ValueMode {
    /// Values with a greater denominator than this are taken for noise.
    private static let greatestDenominator: Double = 0x1p20

    /// The least common denominator of nearly all `values`, if `sample` has one below 2^31.
    static func divisor(_ values: [Double], _ sample: [Double]) -> Double? {
        var divisor: Int64 = 1
        var misses = 0
        for value in sample {
            guard extend(&divisor, with: value) else {
                misses += 1
                if misses * 4 > sample.count { return nil }
                continue
            }
        }
        misses = 0
        for value in values where !extend(&divisor, with: value) {
            misses += 1
            if misses * 8 > values.count { return nil }
        }
        return divisor > 1 ? Double(divisor) : nil
    }

    /// Makes `divisor` one that `value` can be written with; false when there is none.
    private static func extend(_ divisor: inout Int64, with value: Double) -> Bool {
        if numerator(value, Double(divisor)) != nil { return true }
        guard let denominator = denominator(value) else { return false }
        let common = divisor / greatestCommonDivisor(divisor, denominator) * denominator
        guard common < 1 << 31 else { return false }
        divisor = common
        return numerator(value, Double(common)) != nil
    }

    /// The least denominator with which `value` is a quotient of integers, by its continued fraction.
    private static func denominator(_ value: Double) -> Int64? {
        guard value.isFinite, value.magnitude < 0x1p20 else { return nil }
        var rest = value.magnitude
        var (numerator, numeratorBefore) = (1.0, 0.0)
        var (denominator, denominatorBefore) = (0.0, 1.0)
        for _ in 0..<32 {
            let whole = rest.rounded(.down)
            (numerator, numeratorBefore) = (whole * numerator + numeratorBefore, numerator)
            (denominator, denominatorBefore) = (whole * denominator + denominatorBefore, denominator)
            guard denominator <= greatestDenominator else { return nil }
            if numerator / denominator == value.magnitude { return Int64(denominator) }
            guard rest > whole else { return nil }
            rest = 1 / (rest - whole)
        }
        return nil
    }

    private static func greatestCommonDivisor(_ first: Int64, _ second: Int64) -> Int64 {
        var (greater, lesser) = (first, second)
        while lesser != 0 { (greater, lesser) = (lesser, greater % lesser) }
        return greater
    }
}
