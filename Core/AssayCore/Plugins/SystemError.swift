// Assay: the text of an errno.
// SPDX-License-Identifier: Apache-2.0
internal import Glibc

/// Errors of system calls, in words.
enum SystemError {
    /// The C library's text for `code`, its first letter made small.
    static func text(_ code: Int32) -> String {
        var buffer = [CChar](repeating: 0, count: 128)
        guard strerror_r(code, &buffer, buffer.count) == 0 else { return "error \(code)" }
        let text = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return text.prefix(1).lowercased() + text.dropFirst()
    }
}
