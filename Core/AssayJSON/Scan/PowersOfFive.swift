// Assay: the powers of five to 128 bits, for reading doubles.
// SPDX-License-Identifier: Apache-2.0

/// The leading 128 bits of every power of five that a double needs, rounded down; of those from 5^-27 to 5^-1, whose
/// digits do not end, rounded up. Made by exact arithmetic on first use, in less than a millisecond.
struct PowersOfFive: Sendable {
    /// The smallest power of ten times which a 19-digit number can be a double other than 0.
    static let smallest = -342
    /// The largest power of ten that a double holds.
    static let largest = 308
    /// The one table.
    static let all = PowersOfFive()

    private let powers: [UInt128]

    /// 5^exponent, shifted so that the first bit is set, for an exponent within the bounds.
    @inline(__always)
    subscript(exponent: Int) -> UInt128 { powers[exponent &- Self.smallest] }

    private init() {
        // 2^1024 / 5^342 still has 229 bits, and dividing the floor again and again gives the floor of the whole.
        var limbs = [UInt64](repeating: 0, count: 16) + [1]
        var below: [UInt128] = []
        for exponent in 1...(-Self.smallest) {
            Self.divideByFive(&limbs)
            below.append(Self.leadingBits(limbs) + (exponent <= 27 ? 1 : 0))
        }
        limbs = [1]
        var above: [UInt128] = []
        for _ in 0...Self.largest {
            above.append(Self.leadingBits(limbs))
            Self.multiplyByFive(&limbs)
        }
        powers = below.reversed() + above
    }

    private static func divideByFive(_ limbs: inout [UInt64]) {
        var rest: UInt64 = 0
        for place in limbs.indices.reversed() {
            (limbs[place], rest) = UInt64(5).dividingFullWidth((rest, limbs[place]))
        }
        if limbs.last == 0 { limbs.removeLast() }
    }

    private static func multiplyByFive(_ limbs: inout [UInt64]) {
        var carry: UInt64 = 0
        for place in limbs.indices {
            let product = UInt128(limbs[place]) * 5 + UInt128(carry)
            limbs[place] = UInt64(truncatingIfNeeded: product)
            carry = UInt64(truncatingIfNeeded: product >> 64)
        }
        if carry > 0 { limbs.append(carry) }
    }

    /// The first 128 bits from the first one that is set.
    private static func leadingBits(_ limbs: [UInt64]) -> UInt128 {
        let top = limbs.suffix(3).reversed() + [0, 0]
        let high = UInt128(top[0]) << 64 | UInt128(top[1])
        let shift = top[0].leadingZeroBitCount
        return high << UInt128(shift) | UInt128(top[2]) >> UInt128(64 - shift)
    }
}
