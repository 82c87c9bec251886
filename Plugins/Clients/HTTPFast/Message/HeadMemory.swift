// Assay: the head that a server sent last.
// SPDX-License-Identifier: Apache-2.0

/// The head that a server sent last, and what was read in it. Under load most heads of a server are the same for a second
/// at a time, until their date changes; one that is equal byte for byte says the same.
struct HeadMemory {
    private var text = ByteBuffer()
    private var head = ResponseHead()

    /// Longer heads are not kept.
    static let mostBytes = 1024

    /// What the head at the start of `bytes` says, when it is the last one again.
    @inline(__always) func recall(_ bytes: ByteView) -> ResponseHead? {
        let length = text.count
        guard length > 0, bytes.count >= length, bytes[0, length].equals(text.view) else { return nil }
        return head
    }

    /// Remembers a head that was read at the start of `bytes`.
    @inline(__always) mutating func keep(_ head: ResponseHead, _ bytes: ByteView, _ pool: BufferPool) {
        text.reset()
        guard head.length <= Self.mostBytes, text.append(bytes[0, head.length], pool) else { return }
        self.head = head
    }

    /// Gives its memory back.
    mutating func clear(_ pool: BufferPool) { text.clear(pool) }
}
