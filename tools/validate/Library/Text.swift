// Assay: reads texts of the library under test.
// SPDX-License-Identifier: Apache-2.0
import Glibc

/// NUL-terminated texts of a plugin.
enum Text {
    /// The text, or a failure that names it.
    static func read(_ pointer: UnsafePointer<CChar>?, _ name: String) throws(Ending) -> String {
        guard let pointer else { throw .failed("\(name) is NULL") }
        let length = strnlen(pointer, 1 << 20)
        guard length < 1 << 20 else { throw .failed("\(name) does not end within 1 MiB") }
        guard let text = String(validating: UnsafeRawBufferPointer(start: pointer, count: length), as: UTF8.self) else {
            throw .failed("\(name) is not UTF-8")
        }
        return text
    }

    /// Whether `id` is lower-case labels separated by dots.
    static func isID(_ id: String) -> Bool {
        id.utf8.count <= 128
            && id.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
                !label.isEmpty && label.utf8.allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789_-".utf8.contains($0) }
            } && id.first?.isLetter == true
    }
}
