// Assay: typed reads of numbers, also as protobuf writes them.
// SPDX-License-Identifier: Apache-2.0

extension JSONReader {
    /// Reads a whole number that 64 bits hold.
    public mutating func integer() throws(JSONError) -> Int64 {
        let (number, start) = try number("a whole number")
        switch number {
        case .integer(let value): return value
        case .negativeZero: return 0
        case .double(let value):
            // Not Int64(exactly:), which needs libm: this module is linked where nothing else does.
            if options.acceptsProtoNumbers, value >= -0x1p63, value < 0x1p63, Double(Int64(value)) == value {
                return Int64(value)
            }
            throw scanner.failure("expected a whole number of 64 bits, found \(value)", at: start)
        }
    }

    /// Reads a number as a double, correctly rounded.
    public mutating func double() throws(JSONError) -> Double {
        switch try number("a number").value {
        case .integer(let value): return Double(value)
        case .double(let value): return value
        case .negativeZero: return -0.0
        }
    }

    private mutating func number(_ wanted: StaticString) throws(JSONError) -> (value: JSONNumber, start: Int) {
        let first = try valueStart()
        let start = offset
        let number: JSONNumber
        if first == UInt8(ascii: "\""), options.acceptsProtoNumbers {
            number = try quotedNumber(wanted)
        } else if first == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) {
            number = try scanner.number()
        } else {
            throw scanner.unexpected(wanted: wanted)
        }
        valueDone()
        return (number, start)
    }

    private mutating func quotedNumber(_ wanted: StaticString) throws(JSONError) -> JSONNumber {
        let start = offset
        let text = try scanner.string()
        switch text {
        case "NaN": return .double(.nan)
        case "Infinity": return .double(.infinity)
        case "-Infinity": return .double(-.infinity)
        default: break
        }
        var inner = JSONScanner(text.rawBytes)
        guard let number = try? inner.number(), inner.position == text.rawBytes.count else {
            throw scanner.failure("expected \(wanted), found the string \"\(text.string)\"", at: start)
        }
        return number
    }
}
