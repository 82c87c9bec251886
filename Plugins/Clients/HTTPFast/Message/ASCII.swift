// Assay: bytes of HTTP, by class; no tables, so that nothing is initialised lazily on the hot path.
// SPDX-License-Identifier: Apache-2.0

/// The classes of bytes that RFC 9110 and RFC 3986 speak of.
enum ASCII {
    static let carriageReturn: UInt8 = 13
    static let lineFeed: UInt8 = 10
    static let space: UInt8 = 32
    static let tab: UInt8 = 9
    static let colon: UInt8 = 58

    /// Whether `byte` may stand in a token: a header name or a method.
    @inline(__always) static func isToken(_ byte: UInt8) -> Bool {
        guard byte < 128 else { return false }
        let bits: UInt64 = byte < 64 ? 0x03FF_6CFA_0000_0000 : 0x57FF_FFFF_C7FF_FFFE
        return (bits >> UInt64(byte & 63)) & 1 != 0
    }

    @inline(__always) static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }

    @inline(__always) static func isBlank(_ byte: UInt8) -> Bool { byte == space || byte == tab }

    @inline(__always) static func lower(_ byte: UInt8) -> UInt8 { byte &- 65 < 26 ? byte | 32 : byte }

    /// Whether `byte` is a control character that may stand in no header value; a tab may.
    @inline(__always) static func isControl(_ byte: UInt8) -> Bool { (byte < 32 && byte != tab) || byte == 127 }

    /// The value of a hexadecimal digit, or nil.
    @inline(__always) static func hexValue(_ byte: UInt8) -> UInt8? {
        if isDigit(byte) { return byte &- 48 }
        let letter = (byte | 32) &- 97
        return letter < 6 ? letter &+ 10 : nil
    }

    /// The upper-case hexadecimal digit of a value below 16.
    @inline(__always) static func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? 48 &+ value : 55 &+ value }
}
