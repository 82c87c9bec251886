// Assay: a decimal number under reading, and when it is exact in binary.
// SPDX-License-Identifier: Apache-2.0

/// A number under reading: significand × 10^exponent.
struct Decimal {
    var isNegative = false
    var exponent = 0
    private(set) var significand: UInt64 = 0
    private(set) var isTruncated = false
    /// The digits in the significand, leading zeros among them.
    private var digits = 0
    /// A number of so many digits fits 64 bits.
    private static let digitLimit = 19

    /// How many more digits fit the significand for sure.
    @inline(__always)
    var room: Int { Self.digitLimit &- digits }

    /// Takes the significand after no more than `room` further digits.
    @inline(__always)
    mutating func take(_ significand: UInt64, digits count: Int, isFraction: Bool) {
        self.significand = significand
        digits &+= count
        if isFraction { exponent &-= count }
    }

    /// Makes room that leading zeros took.
    mutating func forgetLeadingZeros() {
        digits = 0
        var rest = significand
        while rest > 0 {
            rest /= 10
            digits &+= 1
        }
    }

    /// Takes a digit, or only counts it if the significand is full.
    mutating func append(_ digit: UInt8, isFraction: Bool) {
        if digits < Self.digitLimit {
            significand = significand &* 10 &+ UInt64(digit)
            if significand != 0 { digits &+= 1 }
            if isFraction { exponent &-= 1 }
        } else {
            isTruncated = true
            if !isFraction { exponent &+= 1 }
        }
    }

    /// The value as a 64-bit integer, for a text without fraction and exponent. Every Int64 has at most 19 digits.
    var exactInteger: JSONNumber? {
        if isTruncated { return nil }
        if !isNegative { return Int64(exactly: significand).map { .integer($0) } }
        if significand == 0 { return .negativeZero }
        guard significand <= UInt64(Int64.max) &+ 1 else { return nil }
        return .integer(Int64(truncatingIfNeeded: 0 &- significand))
    }

    /// The value, where one rounding of exact operands gives it: both fit 53 bits (Clinger, 1990).
    var exactDouble: Double? {
        guard !isTruncated, significand <= 1 << 53, exponent >= -22, exponent <= 22 else { return nil }
        let magnitude = Double(significand)
        let scale = Self.powersOfTen[abs(exponent)]
        let value = exponent < 0 ? magnitude / scale : magnitude * scale
        return isNegative ? -value : value
    }

    private static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]
}
