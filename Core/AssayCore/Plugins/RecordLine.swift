// Assay: one line of the format that discovery speaks and the cache holds.
// SPDX-License-Identifier: Apache-2.0

/// A line: fields separated by tabs; a tab, a line feed or a backslash inside a field is escaped with a backslash.
struct RecordLine: Equatable {
    /// The first field is the line's kind.
    let fields: [String]

    init(_ fields: [String]) {
        self.fields = fields
    }

    /// Reads a line, without its line feed. Nil when it is not UTF-8 or an escape is cut off.
    init?(bytes: ArraySlice<UInt8>) {
        var fields: [String] = []
        for part in bytes.split(separator: Self.tab, omittingEmptySubsequences: false) {
            guard let field = Self.unescape(part) else { return nil }
            fields.append(field)
        }
        self.fields = fields
    }

    /// The line with its line feed.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        for (index, field) in fields.enumerated() {
            if index > 0 { bytes.append(Self.tab) }
            for byte in field.utf8 {
                switch byte {
                case Self.tab: bytes += [Self.backslash, UInt8(ascii: "t")]
                case Self.lineFeed: bytes += [Self.backslash, UInt8(ascii: "n")]
                case Self.backslash: bytes += [Self.backslash, Self.backslash]
                default: bytes.append(byte)
                }
            }
        }
        bytes.append(Self.lineFeed)
        return bytes
    }

    static let lineFeed: UInt8 = 0x0A
    private static let tab: UInt8 = 0x09
    private static let backslash = UInt8(ascii: "\\")

    private static func unescape(_ bytes: ArraySlice<UInt8>) -> String? {
        guard bytes.contains(backslash) else { return String(validating: bytes, as: UTF8.self) }
        var plain: [UInt8] = []
        var iterator = bytes.makeIterator()
        while let byte = iterator.next() {
            guard byte == backslash else {
                plain.append(byte)
                continue
            }
            switch iterator.next() {
            case UInt8(ascii: "t"): plain.append(tab)
            case UInt8(ascii: "n"): plain.append(lineFeed)
            case backslash: plain.append(backslash)
            default: return nil
            }
        }
        return String(validating: plain, as: UTF8.self)
    }
}
