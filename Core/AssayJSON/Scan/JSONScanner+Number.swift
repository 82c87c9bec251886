// Assay: reading a JSON number: exact 64-bit integers, correctly rounded doubles.
// SPDX-License-Identifier: Apache-2.0

extension JSONScanner {
    /// Reads the number that starts at the position.
    mutating func number() throws(JSONError) -> JSONNumber {
        let start = position
        var decimal = Decimal()
        if at(UInt8(ascii: "-")) {
            decimal.isNegative = true
            position &+= 1
        }
        let firstDigit = position
        try digits(into: &decimal, isFraction: false)
        if position &- firstDigit > 1, bytes[firstDigit] == UInt8(ascii: "0") {
            throw failure("a number must not start with 0", at: firstDigit)
        }
        var isInteger = true
        if at(UInt8(ascii: ".")) {
            isInteger = false
            position &+= 1
            try digits(into: &decimal, isFraction: true)
        }
        if at(UInt8(ascii: "e")) || at(UInt8(ascii: "E")) {
            isInteger = false
            position &+= 1
            try exponent(into: &decimal)
        }
        if isInteger, let exact = decimal.exactInteger { return exact }
        if let exact = decimal.exactDouble { return .double(exact) }
        let value = decimal.nearestDouble ?? longDouble(from: start)
        guard value.isFinite else { throw failure("number too large for a double", at: start) }
        return .double(value)
    }

    @inline(__always)
    private func at(_ byte: UInt8) -> Bool {
        position < bytes.count && bytes[position] == byte
    }

    /// Reads at least one digit. The first 19 significant ones fit the significand; later ones are only counted.
    @inline(__always)
    private mutating func digits(into decimal: inout Decimal, isFraction: Bool) throws(JSONError) {
        let start = position
        let quickEnd = min(bytes.count, start &+ decimal.room)
        var significand = decimal.significand
        while position < quickEnd {
            let digit = bytes[position] &- UInt8(ascii: "0")
            guard digit < 10 else { break }
            significand = significand &* 10 &+ UInt64(digit)
            position &+= 1
        }
        decimal.take(significand, digits: position &- start, isFraction: isFraction)
        if position == quickEnd { remainingDigits(into: &decimal, isFraction: isFraction) }
        guard position > start else { throw unexpected(wanted: "a digit") }
    }

    /// Reads digits of which leading zeros, that may be many, must not fill the significand.
    private mutating func remainingDigits(into decimal: inout Decimal, isFraction: Bool) {
        decimal.forgetLeadingZeros()
        while position < bytes.count {
            let digit = bytes[position] &- UInt8(ascii: "0")
            guard digit < 10 else { return }
            decimal.append(digit, isFraction: isFraction)
            position &+= 1
        }
    }

    private mutating func exponent(into decimal: inout Decimal) throws(JSONError) {
        let isNegative = at(UInt8(ascii: "-"))
        if isNegative || at(UInt8(ascii: "+")) { position &+= 1 }
        let start = position
        var value = 0
        while position < bytes.count {
            let digit = bytes[position] &- UInt8(ascii: "0")
            guard digit < 10 else { break }
            // Bounded, but past what as many digits as memory holds could make up for.
            if value < 1 << 48 { value = value &* 10 &+ Int(digit) }
            position &+= 1
        }
        guard position > start else { throw unexpected(wanted: "a digit") }
        decimal.exponent &+= isNegative ? 0 &- value : value
    }

    /// The standard library's reading, for a number where digits past the nineteenth decide.
    private func longDouble(from start: Int) -> Double {
        Double(String(decoding: bytes[start..<position], as: UTF8.self)) ?? .infinity
    }
}
