// Assay: reads texts that a plugin points at.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import Glibc

/// Reads NUL-terminated texts that belong to a plugin, never further than a bound.
enum CText {
    /// The longest text of a descriptor, in bytes; a schema may be this long.
    static let longest = 1 << 20

    /// What is wrong with a text.
    enum Flaw: Error {
        case null
        case tooLong
        case notUTF8
    }

    /// Copies the text at `pointer`.
    static func read(_ pointer: UnsafePointer<CChar>?) throws(Flaw) -> String {
        guard let pointer else { throw .null }
        let length = strnlen(pointer, longest)
        guard length < longest else { throw .tooLong }
        let bytes = UnsafeRawBufferPointer(start: pointer, count: length)
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8 }
        return text
    }

    /// The message of a C error, with its context behind it.
    static func message(_ error: assay_error_t) -> (message: String, context: String) {
        (withUnsafeBytes(of: error.message, upToNUL), withUnsafeBytes(of: error.context, upToNUL))
    }

    /// An error struct ready to be passed to a plugin.
    static func emptyError() -> assay_error_t {
        var error = assay_error_t()
        error.struct_size = UInt32(MemoryLayout<assay_error_t>.size)
        return error
    }

    private static func upToNUL(_ bytes: UnsafeRawBufferPointer) -> String {
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
}
