// Assay: bounds what the aliases of a document can stand for.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay

/// The most aliases of a document. Yams compares the keys of every mapping while it reads, and a key can be an alias: a
/// few lines of aliases of aliases would keep it busy for years, before anything can be counted.
enum AliasLimit {
    /// So many can stand for some hundred thousand values.
    static let most = 32

    /// Throws when `text` has more. What only looks like an alias, in a comment or in quotes, counts as one.
    static func check(_ text: String) throws {
        var count = 0
        var line = 1
        var mayBegin = true
        let bytes = Array(text.utf8)
        for (place, byte) in bytes.enumerated() {
            if byte == 0x0A { line += 1 }
            if byte == UInt8(ascii: "*"), mayBegin, place + 1 < bytes.count, !isEnd(bytes[place + 1]) { count += 1 }
            guard count <= most else {
                throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "line \(line): more than \(most) aliases")
            }
            mayBegin = isEnd(byte) || ":?-".utf8.contains(byte)
        }
    }

    /// Whether a byte cannot be in the name of an alias.
    private static func isEnd(_ byte: UInt8) -> Bool { byte <= 0x20 || "[]{},".utf8.contains(byte) }
}
