// Assay: reads and writes of pieces that have not ended.
// SPDX-License-Identifier: Apache-2.0
import CAssay

/// A read of a streamed body, in the memory of the route.
struct PendingRead: @unchecked Sendable {
    // @unchecked: the memory is the server's until on_chunk, and each read is ended once.
    private let pointer: UnsafeMutablePointer<assay_exchange_read_t>

    init(_ pointer: UnsafeMutablePointer<assay_exchange_read_t>) {
        self.pointer = pointer
    }

    /// Hands over a piece, or says why there is none.
    func end(_ status: assay_status_t, _ bytes: UnsafeRawBufferPointer = UnsafeRawBufferPointer(start: nil, count: 0)) {
        let chunk = assay_bytes_t(data: bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), length: bytes.count)
        pointer.pointee.on_chunk(pointer, status, chunk)
    }

    /// Ends the read on another thread: its connection, and perhaps its event loop, have gone.
    func endElsewhere(_ status: assay_status_t) { Afterwards.run { end(status) } }
}

/// A write of a piece, in the memory of the route.
struct PendingWrite: @unchecked Sendable {
    // @unchecked: the memory is the server's until on_written, and each write is ended once.
    private let pointer: UnsafeMutablePointer<assay_exchange_write_t>

    init(_ pointer: UnsafeMutablePointer<assay_exchange_write_t>) {
        self.pointer = pointer
    }

    /// Says how it went.
    func end(_ status: assay_status_t) { pointer.pointee.on_written(pointer, status) }

    /// Ends the write on another thread: its connection, and perhaps its event loop, have gone.
    func endElsewhere(_ status: assay_status_t) { Afterwards.run { end(status) } }
}

/// Runs something outside of the caller.
enum Afterwards {
    static func run(_ work: @escaping @Sendable () -> Void) {
        Task.detached { work() }
    }
}
