// Assay: an artifact that is written, for those who use a store.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// An artifact that is written, on one loop: use it from tasks that run there. Commit or abort it.
public final class ArtifactWriter: @unchecked Sendable {
    // @unchecked: used on its loop alone; the memory of a piece is the store's until the write has ended.
    private let table: UnsafePointer<assay_artifact_store_t>
    private var pointer: OpaquePointer?
    private let memory = UnsafeMutableRawBufferPointer.allocate(
        byteCount: Int(ASSAY_ARTIFACT_PIECE_BYTES), alignment: 64)

    init(_ table: UnsafePointer<assay_artifact_store_t>, _ pointer: OpaquePointer?) {
        self.table = table
        self.pointer = pointer
    }

    deinit { memory.deallocate() }

    /// Writes on; returns when the store has taken the bytes. One call at a time.
    public func write(_ bytes: [UInt8]) async throws {
        var start = 0
        while start < bytes.count {
            let open = try opened()
            let end = min(bytes.count, start &+ memory.count)
            memory.copyBytes(from: bytes[start..<end])
            let piece = assay_bytes_t(
                data: memory.baseAddress?.assumingMemoryBound(to: UInt8.self), length: end &- start)
            try await PendingArtifactCall.run { call, error in
                table.pointee.write(open, piece, call, error)
            } _: { _ in
                ()
            }
            start = end
        }
    }

    /// Puts the artifact in its place, for good. When it throws, nothing of it is there. The writer has ended either way.
    public func commit() async throws {
        let open = try opened()
        do {
            try await PendingArtifactCall.run { call, error in
                let status = table.pointee.commit(open, call, error)
                if status == .ASSAY_STATUS_OK { pointer = nil }
                return status
            } _: { _ in
                ()
            }
        } catch {
            abort()
            throw error
        }
    }

    /// Gives up; does nothing after a commit. On the writer's loop.
    public func abort() {
        guard let open = pointer else { return }
        pointer = nil
        table.pointee.abort(open)
    }

    private func opened() throws -> OpaquePointer {
        guard let pointer else { throw AssayError(.ASSAY_STATUS_FAILED_PRECONDITION, "the writer has ended") }
        return pointer
    }
}
