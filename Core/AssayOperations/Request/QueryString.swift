// Assay: the parameters of a query, as the peer's web framework reads them.
// SPDX-License-Identifier: Apache-2.0

/// Splits the part of a URL after the question mark.
public enum QueryString {
    /// Names and values in order. A name without `=` has an empty value; bytes that are no UTF-8 stay percent-encoded.
    public static func parse(_ query: String) -> [(name: String, value: String)] {
        query.utf8.split(separator: UInt8(ascii: "&")).map { pair in
            let halves = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            return (decode(halves[0]), halves.count > 1 ? decode(halves[1]) : "")
        }
    }

    private static func decode(_ text: Substring.UTF8View) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var rest = text[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2).map(\.hexadecimalDigit)
            if byte == UInt8(ascii: "+") {
                bytes.append(UInt8(ascii: " "))
            } else if byte == UInt8(ascii: "%"), digits.count == 2, let high = digits[0], let low = digits[1] {
                bytes.append(high << 4 | low)
                rest.removeFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self) ?? quotingInvalid(bytes)
    }

    /// The text with every byte that is not part of a character written as `%XX`.
    private static func quotingInvalid(_ bytes: [UInt8]) -> String {
        var result = ""
        var parser = Unicode.UTF8.ForwardParser()
        var source = bytes.makeIterator()
        var place = 0
        while true {
            switch parser.parseScalar(from: &source) {
            case .valid(let encoded):
                result.unicodeScalars.append(Unicode.UTF8.decode(encoded))
                place += encoded.count
            case .error(let length):
                for byte in bytes[place..<min(place + length, bytes.count)] {
                    result += "%" + String(byte, radix: 16, uppercase: true)
                }
                place += length
            case .emptyInput: return result
            }
        }
    }
}
