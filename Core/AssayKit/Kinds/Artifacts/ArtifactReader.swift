// Assay: an artifact that is read, for those who use a store.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// An artifact that is read, on one loop: use it from tasks that run there. Close it.
public final class ArtifactReader: @unchecked Sendable {
    // @unchecked: used on its loop alone.
    /// What is read.
    public let info: ArtifactInfo
    private let table: UnsafePointer<assay_artifact_store_t>
    private var pointer: OpaquePointer?

    init(_ table: UnsafePointer<assay_artifact_store_t>, _ pointer: OpaquePointer?, info: ArtifactInfo) {
        self.table = table
        self.pointer = pointer
        self.info = info
    }

    /// The next piece, at most 256 KiB; empty at the end.
    public func read() async throws -> [UInt8] {
        guard let pointer else { throw AssayError(.ASSAY_STATUS_FAILED_PRECONDITION, "the reader is closed") }
        return try await PendingArtifactCall.run { call, error in
            table.pointee.read(pointer, call, error)
        } _: {
            [UInt8]($0.piece)
        }
    }

    /// Ends reading. On the reader's loop.
    public func close() {
        guard let open = pointer else { return }
        pointer = nil
        table.pointee.close_reader(open)
    }
}
