// Assay: uploads in parts and presigned URLs, for those who use a store of artifacts.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

extension ArtifactStore {
    /// Begins an upload whose parts the client sends to the store's service itself. Throws UNIMPLEMENTED where a store
    /// has none; so do the other two.
    public func beginMultipart(_ key: ArtifactKey, partCount: Int) async throws -> MultipartUpload {
        let loop = try currentLoop()
        return try await PendingArtifactCall.run { call, error in
            key.lend {
                table.pointee.begin_multipart(component, loop, $0, UInt32(clamping: partCount), call, error)
            }
        } _: {
            MultipartUpload($0)
        }
    }

    /// Puts an artifact together from parts that were sent: their numbers and etags.
    public func completeMultipart(_ key: ArtifactKey, upload: String, parts: [ArtifactPart]) async throws {
        let loop = try currentLoop()
        let etags = parts.map { Array($0.etag.utf8) }
        let bytes = etags.flatMap { $0 }
        try await PendingArtifactCall.run { call, error in
            bytes.withUnsafeBufferPointer { bytes in
                var start = 0
                let lent = zip(parts, etags).map { part, etag in
                    defer { start += etag.count }
                    var lent = assay_artifact_part_t()
                    lent.number = UInt32(clamping: part.number)
                    lent.etag = assay_string_t(UnsafeBufferPointer(rebasing: bytes[start..<start + etag.count]))
                    return lent
                }
                return key.lend { key in
                    upload.lend { upload in
                        table.pointee.complete_multipart(component, loop, key, upload, lent, lent.count, call, error)
                    }
                }
            }
        } _: { _ in
            ()
        }
    }

    /// Gives up an upload in parts.
    public func abortMultipart(_ key: ArtifactKey, upload: String) async throws {
        let loop = try currentLoop()
        try await PendingArtifactCall.run { call, error in
            key.lend { key in
                upload.lend { table.pointee.abort_multipart(component, loop, key, $0, call, error) }
            }
        } _: { _ in
            ()
        }
    }

    /// A URL by which a client reads, or writes, the artifact itself for so many seconds. Throws UNIMPLEMENTED where a
    /// store makes none.
    public func presign(_ key: ArtifactKey, isWrite: Bool, seconds: Int) async throws -> ArtifactPart {
        let loop = try currentLoop()
        let part = try await PendingArtifactCall.run { call, error in
            key.lend { table.pointee.presign(component, loop, $0, isWrite, UInt32(clamping: seconds), call, error) }
        } _: {
            MultipartUpload($0).parts.first
        }
        guard let part else { throw AssayError(.ASSAY_STATUS_INTERNAL, "the store made no URL") }
        return part
    }
}
