// Assay: bodies that come and go in pieces.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

extension Exchange {
    /// The next piece of a streamed body, nil at its end. Throws CANCELLED when the peer has gone, DEADLINE_EXCEEDED
    /// when it sends nothing, RESOURCE_EXHAUSTED when the body is longer than the route allows.
    public func read() async throws -> [UInt8]? {
        let piece = await withUnsafeContinuation { PieceRead.begin(pointer, $0) }
        switch piece.status {
        case .ASSAY_STATUS_OK: return piece.bytes.isEmpty ? nil : piece.bytes
        case .ASSAY_STATUS_CANCELLED: throw AssayError(piece.status, "the peer has closed the connection")
        case .ASSAY_STATUS_DEADLINE_EXCEEDED: throw AssayError(piece.status, "the peer sends nothing")
        default: throw AssayError(piece.status, "the body is longer than the route allows")
        }
    }

    /// Sends a piece of an answer that was begun; returns when the system has taken it. Throws CANCELLED when the peer
    /// has gone.
    public func write(_ bytes: UnsafeRawBufferPointer) async throws {
        let status = await withUnsafeContinuation { PieceWrite.begin(pointer, Self.bytes(bytes), $0) }
        guard status == .ASSAY_STATUS_OK else { throw AssayError(status, "the peer has closed the connection") }
    }
}

/// One read, in memory that lives until it is done.
private enum PieceRead {
    typealias Piece = (status: assay_status_t, bytes: [UInt8])

    private final class Box {
        let read = UnsafeMutablePointer<assay_exchange_read_t>.allocate(capacity: 1)
        let continuation: UnsafeContinuation<Piece, Never>

        init(_ continuation: UnsafeContinuation<Piece, Never>) {
            self.continuation = continuation
            read.initialize(to: assay_exchange_read_t())
        }

        deinit { read.deallocate() }
    }

    static func begin(
        _ exchange: UnsafeMutablePointer<assay_exchange_t>, _ continuation: UnsafeContinuation<Piece, Never>
    ) {
        let box = Box(continuation)
        let read = box.read
        read.pointee.user_data = Unmanaged.passRetained(box).toOpaque()
        read.pointee.on_chunk = { read, status, chunk in
            guard let data = read?.pointee.user_data else { return }
            let box = Unmanaged<Box>.fromOpaque(data).takeRetainedValue()
            box.continuation.resume(returning: (status, [UInt8](chunk)))
        }
        exchange.pointee.calls.pointee.read(exchange, read)
    }
}

/// One write, in memory that lives until it is done.
private enum PieceWrite {
    private final class Box {
        let write = UnsafeMutablePointer<assay_exchange_write_t>.allocate(capacity: 1)
        let continuation: UnsafeContinuation<assay_status_t, Never>

        init(_ continuation: UnsafeContinuation<assay_status_t, Never>) {
            self.continuation = continuation
            write.initialize(to: assay_exchange_write_t())
        }

        deinit { write.deallocate() }
    }

    static func begin(
        _ exchange: UnsafeMutablePointer<assay_exchange_t>, _ piece: assay_bytes_t,
        _ continuation: UnsafeContinuation<assay_status_t, Never>
    ) {
        let box = Box(continuation)
        let write = box.write
        write.pointee.user_data = Unmanaged.passRetained(box).toOpaque()
        write.pointee.on_written = { write, status in
            guard let data = write?.pointee.user_data else { return }
            Unmanaged<Box>.fromOpaque(data).takeRetainedValue().continuation.resume(returning: status)
        }
        exchange.pointee.calls.pointee.write(exchange, piece, write)
    }
}
