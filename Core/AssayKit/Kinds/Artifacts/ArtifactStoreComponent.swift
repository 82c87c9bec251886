// Assay: the kind artifact_store, for authors in Swift.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// A store of artifacts; see kind/draft/artifact_store.h. Each call is a task of its own on the work loop that the caller
/// names, so that it is straight-line code; it may wait, and must not block: see `Workers`.
public protocol ArtifactStoreComponent: Component, Sendable {
    /// The calls in flight; made once from the component's host.
    var calls: ArtifactCalls { get }

    /// What the store can do; asked once, after the first start.
    var capabilities: ArtifactCapabilities { get }

    /// What lies directly in a folder: at most `limit` entries, from 1 to `ArtifactPage.mostEntries`, after those that
    /// gave `page`.
    func list(_ key: ArtifactKey, page: String, limit: Int) async throws -> ArtifactPage

    /// What a key is. Throw NOT_FOUND when nothing is there.
    func stat(_ key: ArtifactKey) async throws -> ArtifactInfo

    /// Opens an artifact to read `length` bytes (nil: the rest) from `offset` on.
    func openReader(_ key: ArtifactKey, offset: UInt64, length: UInt64?) async throws -> any ArtifactSource

    /// Begins to write an artifact.
    func openWriter(_ key: ArtifactKey, sizeHint: UInt64?) async throws -> any ArtifactSink

    /// Removes an artifact, or a folder with all below it; never the root. Returns how many went.
    func remove(_ key: ArtifactKey) async throws -> UInt64

    /// Begins an upload in parts.
    func beginMultipart(_ key: ArtifactKey, partCount: Int) async throws -> MultipartUpload

    /// Puts an artifact together from parts.
    func completeMultipart(_ key: ArtifactKey, upload: String, parts: [ArtifactPart]) async throws

    /// Gives up an upload in parts.
    func abortMultipart(_ key: ArtifactKey, upload: String) async throws

    /// A URL by which a client reads, or writes, the artifact itself.
    func presign(_ key: ArtifactKey, isWrite: Bool, seconds: Int) async throws -> ArtifactPart
}

extension ArtifactStoreComponent {
    /// The table of the kind.
    public func table(for id: String) -> UnsafeRawPointer? {
        id == ASSAY_KIND_ARTIFACT_STORE ? UnsafeRawPointer(ArtifactTable.pointer) : nil
    }

    /// Throws UNIMPLEMENTED.
    public func beginMultipart(_ key: ArtifactKey, partCount: Int) async throws -> MultipartUpload {
        throw Self.unimplemented("multipart uploads")
    }

    /// Throws UNIMPLEMENTED.
    public func completeMultipart(_ key: ArtifactKey, upload: String, parts: [ArtifactPart]) async throws {
        throw Self.unimplemented("multipart uploads")
    }

    /// Throws UNIMPLEMENTED.
    public func abortMultipart(_ key: ArtifactKey, upload: String) async throws {
        throw Self.unimplemented("multipart uploads")
    }

    /// Throws UNIMPLEMENTED.
    public func presign(_ key: ArtifactKey, isWrite: Bool, seconds: Int) async throws -> ArtifactPart {
        throw Self.unimplemented("presigned URLs")
    }

    private static func unimplemented(_ what: String) -> AssayError {
        AssayError(.ASSAY_STATUS_UNIMPLEMENTED, "'\(descriptor.id)' has no \(what)")
    }
}
