// Assay: reads texts of a component under test.
// SPDX-License-Identifier: Apache-2.0
internal import Glibc

/// NUL-terminated texts of a plugin.
package enum ContractText {
    /// The text, or a violation that names it.
    package static func read(_ pointer: UnsafePointer<CChar>?, _ name: String) throws(Violation) -> String {
        guard let pointer else { throw Violation("\(name) is NULL") }
        let length = strnlen(pointer, 1 << 20)
        guard length < 1 << 20 else { throw Violation("\(name) does not end within 1 MiB") }
        guard let text = String(validating: UnsafeRawBufferPointer(start: pointer, count: length), as: UTF8.self) else {
            throw Violation("\(name) is not UTF-8")
        }
        return text
    }
}
