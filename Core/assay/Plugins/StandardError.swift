// Assay: what is said to the user beside the output.
// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Standard error.
enum StandardError {
    /// Writes `text` at once.
    static func write(_ text: String) {
        var text = text
        text.withUTF8 { _ = Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
