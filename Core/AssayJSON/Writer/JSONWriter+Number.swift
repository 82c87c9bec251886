// Assay: writing numbers: integers digit by digit, doubles as short as they read back exactly.
// SPDX-License-Identifier: Apache-2.0

extension JSONWriter {
    /// Writes a whole number.
    public mutating func integer(_ value: Int64) {
        prepare()
        // The longest is -9223372036854775808.
        var digits = InlineArray<20, UInt8>(repeating: 0)
        var start = digits.count
        var rest = value.magnitude
        repeat {
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
            start &-= 1
            digits[start] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: digit)
            rest = quotient
        } while rest != 0
        if value < 0 {
            start &-= 1
            digits[start] = UInt8(ascii: "-")
        }
        digits.span.withUnsafeBufferPointer { bytes.append(contentsOf: $0[start...]) }
    }

    /// Writes a whole number.
    public mutating func integer(_ value: Int) { integer(Int64(value)) }

    /// Writes a double with the fewest digits that read back as the same one, always with a fraction or an exponent;
    /// what is not finite as the strings "NaN", "Infinity" and "-Infinity", as protobuf does.
    public mutating func number(_ value: Double) {
        if value.isNaN { return string("NaN") }
        if value.isInfinite { return string(value < 0 ? "-Infinity" : "Infinity") }
        prepare()
        // The storage changes hands, so that it is not copied.
        var stream = DigitStream()
        swap(&bytes, &stream.bytes)
        value.write(to: &stream)
        swap(&bytes, &stream.bytes)
    }
}
