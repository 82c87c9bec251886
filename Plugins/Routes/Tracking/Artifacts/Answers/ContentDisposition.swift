// Assay: the header that makes a browser save a file.
// SPDX-License-Identifier: Apache-2.0
import AssayOperations

/// Content-Disposition for a download.
enum ContentDisposition {
    /// The header for a file of this name; a name that is not ASCII is told twice, as RFC 6266 says.
    static func attachment(_ name: String) -> String {
        if name.utf8.allSatisfy({ $0 < 0x80 }) { return "attachment; filename=\(quoted(name))" }
        let plain = ASCIIText.folded(name)
        let encoded = PercentText.encoded(name, plain: "!#$&+-.^_`|~")
        return "attachment; filename=\(quoted(plain.isEmpty ? "download" : plain)); filename*=UTF-8''\(encoded)"
    }

    /// A token as it is, all else between quotes.
    private static func quoted(_ text: String) -> String {
        if !text.isEmpty, text.utf8.allSatisfy({ isToken($0) }) { return text }
        let escaped = text.utf8.flatMap { byte -> [UInt8] in
            // A line break or a NUL would end the header.
            if byte < 0x20 || byte == 0x7F { return [] }
            return byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") ? [UInt8(ascii: "\\"), byte] : [byte]
        }
        return "\"\(String(decoding: escaped, as: UTF8.self))\""
    }

    private static func isToken(_ byte: UInt8) -> Bool {
        let others: StaticString = "!#$%&'*+-.^_`|~"
        return PercentText.isAlphanumeric(byte)
            || UnsafeBufferPointer(start: others.utf8Start, count: others.utf8CodeUnitCount).contains(byte)
    }
}
