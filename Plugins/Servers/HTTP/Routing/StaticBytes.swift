// Assay: texts that live as long as the library.
// SPDX-License-Identifier: Apache-2.0
import CAssay

/// Copies of texts for the C side, which are never freed: the names of parameters.
enum StaticBytes {
    /// A copy of `text`.
    static func text(_ text: String) -> assay_string_t {
        let copy = UnsafeMutableBufferPointer<CChar>.allocate(capacity: max(text.utf8.count, 1))
        _ = copy.initialize(from: text.utf8.lazy.map { CChar(bitPattern: $0) })
        return assay_string_t(data: copy.baseAddress, length: text.utf8.count)
    }
}
