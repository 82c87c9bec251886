// Assay: finds a header in the lines of a response.
// SPDX-License-Identifier: Apache-2.0

/// The header lines of a response, as they were received: they end with CR LF or, as some servers have it, LF alone.
enum HeaderLines {
    /// The value of the first header of this name, in any case; nil when there is none.
    static func value(of name: String, in lines: String) -> String? {
        let wanted = name.lowercased()
        for line in lines.utf8.split(separator: UInt8(ascii: "\n")) {
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")),
                String(decoding: line[..<colon], as: UTF8.self).lowercased() == wanted
            else { continue }
            let value = line[line.index(after: colon)...].drop(while: isBlank)
            let end = value.lastIndex { !isBlank($0) }.map { value.index(after: $0) } ?? value.startIndex
            return String(decoding: value[..<end], as: UTF8.self)
        }
        return nil
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
}
