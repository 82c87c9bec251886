// Assay: reads texts of the library under test.
// SPDX-License-Identifier: Apache-2.0
import AssayContract

/// NUL-terminated texts of a plugin.
enum Text {
    /// The text, or a failure that names it.
    static func read(_ pointer: UnsafePointer<CChar>?, _ name: String) throws(Ending) -> String {
        try keeping { () throws(Violation) in try ContractText.read(pointer, name) }
    }

    /// Whether `id` is lower-case labels separated by dots.
    static func isID(_ id: String) -> Bool {
        id.utf8.count <= 128
            && id.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
                !label.isEmpty && label.utf8.allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789_-".utf8.contains($0) }
            } && id.first?.isLetter == true
    }
}
