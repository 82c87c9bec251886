// Assay: from a decimal number to the nearest double.
// SPDX-License-Identifier: Apache-2.0

extension Decimal {
    /// The nearest double, or nil where digits past the nineteenth decide. An overflow gives infinity.
    ///
    /// D. Lemire, "Number Parsing at a Gigabyte per Second" (2021), without a fallback after N. Mushtak and D. Lemire,
    /// "Fast Number Parsing Without Fallback" (2023).
    var nearestDouble: Double? {
        let magnitude = Self.round(significand, exponent)
        // The whole number lies between the digits that were kept and one more in the last place.
        if isTruncated, Self.round(significand &+ 1, exponent) != magnitude { return nil }
        return Double(bitPattern: magnitude | (isNegative ? 1 << 63 : 0))
    }

    private static let infinity = Double.infinity.bitPattern

    /// The bits of the double nearest to significand × 10^exponent.
    private static func round(_ significand: UInt64, _ exponent: Int) -> UInt64 {
        guard significand != 0, exponent >= PowersOfFive.smallest else { return 0 }
        guard exponent <= PowersOfFive.largest else { return infinity }
        let zeros = significand.leadingZeroBitCount
        let product = leadingProduct(significand << UInt64(zeros), PowersOfFive.all[exponent])
        let upper = UInt64(truncatingIfNeeded: product >> 64)
        let topBit = Int(upper >> 63)
        // 52 bits of fraction, the hidden one before them, and one after to round by.
        let shift = UInt64(topBit &+ 9)
        var mantissa = upper >> shift
        // 217706 / 2^16 is the logarithm of 10 to base 2; 1023 the bias.
        var binaryExponent = (217_706 &* exponent) >> 16 &+ 63 &+ topBit &- zeros &+ 1023
        if binaryExponent <= 0 { return subnormal(mantissa, shift: 1 &- binaryExponent) }
        // Exactly between two doubles, which only small exponents allow: round to the even one.
        if UInt64(truncatingIfNeeded: product) <= 1, exponent >= -4, exponent <= 23, mantissa & 3 == 1,
            mantissa << shift == upper
        {
            mantissa &= ~1
        }
        mantissa = (mantissa &+ mantissa & 1) >> 1
        if mantissa >= 1 << 53 {
            mantissa = 1 << 52
            binaryExponent &+= 1
        }
        guard binaryExponent < 0x7FF else { return infinity }
        return UInt64(binaryExponent) << 52 | mantissa & (1 << 52 &- 1)
    }

    /// The leading 128 bits of a product, the last ones only as exact as rounding needs.
    @inline(__always)
    private static func leadingProduct(_ significand: UInt64, _ power: UInt128) -> UInt128 {
        let high = UInt64(truncatingIfNeeded: power >> 64)
        let first = significand.multipliedFullWidth(by: high)
        let product = UInt128(first.high) << 64 | UInt128(first.low)
        guard first.high & 0x1FF == 0x1FF else { return product }
        let second = significand.multipliedFullWidth(by: UInt64(truncatingIfNeeded: power))
        return product &+ UInt128(second.high)
    }

    private static func subnormal(_ mantissa: UInt64, shift: Int) -> UInt64 {
        guard shift < 64 else { return 0 }
        let shifted = mantissa >> UInt64(shift)
        // A carry into the hidden bit makes the smallest normal double, whose bits are those of the sum.
        return (shifted &+ shifted & 1) >> 1
    }
}
