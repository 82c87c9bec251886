// Assay: takes a double's digits from the standard library without a string between.
// SPDX-License-Identifier: Apache-2.0

/// Bytes that the standard library prints to.
struct DigitStream: TextOutputStream {
    var bytes: [UInt8] = []

    mutating func write(_ string: String) {
        bytes.append(contentsOf: string.utf8)
    }

    /// What the standard library calls, where it can, instead of `write` with a string made on the heap: a third of the
    /// time of a double. A library that does not know it calls `write`.
    mutating func _writeASCII(_ buffer: UnsafeBufferPointer<UInt8>) {
        bytes.append(contentsOf: buffer)
    }
}
