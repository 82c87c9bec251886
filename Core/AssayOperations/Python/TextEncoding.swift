// Assay: which of Unicode's encodings a JSON text is in.
// SPDX-License-Identifier: Apache-2.0

/// An encoding other than plain UTF-8, found by the byte order mark or by where the zero bytes are.
enum TextEncoding {
    case utf8WithMark
    case utf16(bigEndian: Bool, mark: Int)
    case utf32(bigEndian: Bool, mark: Int)

    /// The encoding of a text; nil for plain UTF-8.
    init?(of bytes: UnsafeRawBufferPointer) {
        let head = Array(bytes.prefix(4))
        if head.starts(with: [0x00, 0x00, 0xFE, 0xFF]) {
            self = .utf32(bigEndian: true, mark: 4)
        } else if head.starts(with: [0xFF, 0xFE, 0x00, 0x00]) {
            self = .utf32(bigEndian: false, mark: 4)
        } else if head.starts(with: [0xFE, 0xFF]) {
            self = .utf16(bigEndian: true, mark: 2)
        } else if head.starts(with: [0xFF, 0xFE]) {
            self = .utf16(bigEndian: false, mark: 2)
        } else if head.starts(with: [0xEF, 0xBB, 0xBF]) {
            self = .utf8WithMark
        } else if let encoding = Self.byZeros(head) {
            self = encoding
        } else {
            return nil
        }
    }

    private static func byZeros(_ head: [UInt8]) -> TextEncoding? {
        if head.count == 4 {
            if head[0] == 0 {
                return head[1] != 0 ? .utf16(bigEndian: true, mark: 0) : .utf32(bigEndian: true, mark: 0)
            }
            if head[1] == 0 {
                let isWide = head[2] == 0 && head[3] == 0
                return isWide ? .utf32(bigEndian: false, mark: 0) : .utf16(bigEndian: false, mark: 0)
            }
        } else if head.count == 2 {
            if head[0] == 0 { return .utf16(bigEndian: true, mark: 0) }
            if head[1] == 0 { return .utf16(bigEndian: false, mark: 0) }
        }
        return nil
    }

    /// The text in UTF-8, in which surrogates may stand alone; nil if it is not well formed.
    func decode(_ bytes: UnsafeRawBufferPointer) -> [UInt8]? {
        switch self {
        case .utf8WithMark: Array(bytes.dropFirst(3))
        case .utf16(let bigEndian, let mark): Self.fromUTF16(bytes.dropFirst(mark), bigEndian)
        case .utf32(let bigEndian, let mark): Self.fromUTF32(bytes.dropFirst(mark), bigEndian)
        }
    }

    private static func fromUTF16(_ bytes: Slice<UnsafeRawBufferPointer>, _ bigEndian: Bool) -> [UInt8]? {
        guard bytes.count % 2 == 0 else { return nil }
        let units = stride(from: bytes.startIndex, to: bytes.endIndex, by: 2).map { place -> UInt32 in
            let (first, second) = (UInt32(bytes[place]), UInt32(bytes[place + 1]))
            return bigEndian ? first << 8 | second : second << 8 | first
        }
        var result: [UInt8] = []
        var place = 0
        while place < units.count {
            let unit = units[place]
            place += 1
            if unit & 0xFC00 == 0xD800, place < units.count, units[place] & 0xFC00 == 0xDC00 {
                result.appendCodePoint(0x10000 + ((unit & 0x3FF) << 10 | units[place] & 0x3FF))
                place += 1
            } else {
                result.appendCodePoint(unit)
            }
        }
        return result
    }

    private static func fromUTF32(_ bytes: Slice<UnsafeRawBufferPointer>, _ bigEndian: Bool) -> [UInt8]? {
        guard bytes.count % 4 == 0 else { return nil }
        var result: [UInt8] = []
        for place in stride(from: bytes.startIndex, to: bytes.endIndex, by: 4) {
            let quad = bytes[place..<place + 4]
            let code = (bigEndian ? Array(quad) : quad.reversed()).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            guard code <= 0x10FFFF else { return nil }
            result.appendCodePoint(code)
        }
        return result
    }
}
