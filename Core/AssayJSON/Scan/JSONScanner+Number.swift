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
        if let quick = decimal.exactDouble { return .double(quick) }
        return .double(try slowDouble(from: start))
    }

    @inline(__always)
    private func at(_ byte: UInt8) -> Bool {
        position < bytes.count && bytes[position] == byte
    }

    /// Reads at least one digit. The first 19 significant ones fit the significand; later ones are only counted.
    @inline(__always)
    private mutating func digits(into decimal: inout Decimal, isFraction: Bool) throws(JSONError) {
        let start = position
        while position < bytes.count {
            let digit = bytes[position] &- UInt8(ascii: "0")
            guard digit < 10 else { break }
            decimal.append(digit, isFraction: isFraction)
            position &+= 1
        }
        guard position > start else { throw unexpected(wanted: "a digit") }
    }

    private mutating func exponent(into decimal: inout Decimal) throws(JSONError) {
        let isNegative = at(UInt8(ascii: "-"))
        if isNegative || at(UInt8(ascii: "+")) { position &+= 1 }
        let start = position
        var value = 0
        while position < bytes.count {
            let digit = bytes[position] &- UInt8(ascii: "0")
            guard digit < 10 else { break }
            // Bounded: past 99,999 every double is 0 or infinite, and the slow reader decides which.
            if value < 10_000 { value = value &* 10 &+ Int(digit) }
            position &+= 1
        }
        guard position > start else { throw unexpected(wanted: "a digit") }
        decimal.exponent &+= isNegative ? 0 &- value : value
    }

    /// The standard library's correctly rounded reading, for what is not exact in one multiplication.
    private func slowDouble(from start: Int) throws(JSONError) -> Double {
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        guard let value = Double(text), value.isFinite else {
            throw failure("number too large for a double", at: start)
        }
        return value
    }
}
