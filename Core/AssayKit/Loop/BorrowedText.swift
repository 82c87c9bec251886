// Assay: texts and bytes on their way through the C border.
// SPDX-License-Identifier: Apache-2.0
public import CAssay

extension assay_string_t {
    /// The text in `bytes`, borrowed.
    public init(_ bytes: UnsafeBufferPointer<UInt8>) {
        let raw = UnsafeRawPointer(bytes.baseAddress)
        self.init(data: raw?.assumingMemoryBound(to: CChar.self), length: bytes.count)
    }

    /// The bytes of the text, borrowed.
    public var bytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: data, count: data == nil ? 0 : length)
    }
}

extension String {
    /// Copies a borrowed text; invalid UTF-8 becomes U+FFFD.
    public init(_ text: assay_string_t) {
        self.init(decoding: text.bytes, as: UTF8.self)
    }
}
