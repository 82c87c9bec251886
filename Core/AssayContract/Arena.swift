// Assay: memory for the structs of a check.
// SPDX-License-Identifier: Apache-2.0

/// Memory that is freed all at once. It holds C structs and texts alone, which need no end of their own.
package final class Arena {
    private var owned: [UnsafeMutableRawPointer] = []

    package init() {}

    deinit {
        for pointer in owned { pointer.deallocate() }
    }

    /// Puts a value where it does not move.
    package func place<Value: BitwiseCopyable>(_ value: Value) -> UnsafeMutablePointer<Value> {
        let pointer = UnsafeMutablePointer<Value>.allocate(capacity: 1)
        pointer.initialize(to: value)
        owned.append(pointer)
        return pointer
    }

    /// Puts values side by side.
    package func array<Value: BitwiseCopyable>(_ values: [Value]) -> UnsafeMutableBufferPointer<Value> {
        let buffer = UnsafeMutableBufferPointer<Value>.allocate(capacity: max(1, values.count))
        _ = buffer.initialize(from: values)
        if let base = buffer.baseAddress { owned.append(base) }
        return UnsafeMutableBufferPointer(rebasing: buffer[..<values.count])
    }

    /// Copies a text, a NUL behind it.
    package func text(_ text: String) -> UnsafePointer<CChar>? {
        array(Array(text.utf8CString)).baseAddress.map { UnsafePointer($0) }
    }
}
