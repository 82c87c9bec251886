// Assay: bytes of HTTP, by class.
// SPDX-License-Identifier: Apache-2.0

/// The classes of bytes that RFC 9110 speaks of.
enum ASCII {
    static let space = UInt8(ascii: " ")
    static let tab: UInt8 = 9
    static let colon = UInt8(ascii: ":")

    /// Whether `byte` may stand in a token: a header name or a method.
    static func isToken(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "^")...UInt8(ascii: "`"),
            UInt8(ascii: "#")...UInt8(ascii: "'"):
            true
        case UInt8(ascii: "!"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "|"), UInt8(ascii: "~"):
            true
        default: false
        }
    }

    static func isToken(_ bytes: UnsafeRawBufferPointer) -> Bool {
        bytes.count > 0 && bytes.allSatisfy { isToken($0) }
    }

    /// Whether `bytes` may be a header's value: no control characters but the tab.
    static func isValue(_ bytes: UnsafeRawBufferPointer) -> Bool {
        bytes.allSatisfy { $0 >= 32 && $0 != 127 || $0 == tab }
    }

    static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    /// Compares without regard to the case of letters; `lowercase` is in lower case.
    static func equals(_ bytes: UnsafeRawBufferPointer, _ lowercase: StaticString) -> Bool {
        guard bytes.count == lowercase.utf8CodeUnitCount else { return false }
        return lowercase.withUTF8Buffer { other in
            zip(bytes, other).allSatisfy { ($0 &- 65 < 26 ? $0 | 32 : $0) == $1 }
        }
    }

    /// Without blanks at both ends.
    static func trimmed(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        var start = 0
        var end = bytes.count
        while start < end, bytes[start] == space || bytes[start] == tab { start += 1 }
        while end > start, bytes[end - 1] == space || bytes[end - 1] == tab { end -= 1 }
        return UnsafeRawBufferPointer(rebasing: bytes[start..<end])
    }

    /// The elements of a list with commas, without blanks and empty ones.
    static func elements(_ list: UnsafeRawBufferPointer) -> [UnsafeRawBufferPointer] {
        list.split(separator: UInt8(ascii: ",")).map { trimmed(UnsafeRawBufferPointer(rebasing: $0)) }
            .filter { $0.count > 0 }
    }
}
