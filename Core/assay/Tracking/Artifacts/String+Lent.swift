// Assay: texts as the C tables of components take and give them.
// SPDX-License-Identifier: Apache-2.0
import CAssay

extension String {
    /// Copies a borrowed text.
    init(lent text: assay_string_t) {
        self = String(
            decoding: UnsafeRawBufferPointer(start: text.data, count: text.data == nil ? 0 : text.length),
            as: UTF8.self)
    }

    /// Lends the text for the length of a call.
    func lent<Result>(_ body: (assay_string_t) -> Result) -> Result {
        var copy = self
        return copy.withUTF8 { bytes in
            let start = UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
            return body(assay_string_t(data: start, length: bytes.count))
        }
    }
}
