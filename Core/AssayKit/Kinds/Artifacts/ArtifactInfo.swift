// Assay: what is known of an artifact.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// What is known of an artifact or a folder.
public struct ArtifactInfo: Sendable, Equatable {
    /// Whether it is a folder.
    public var isDirectory: Bool
    /// In bytes; 0 for a folder.
    public var size: UInt64
    /// When it was written, in nanoseconds since 1970-01-01T00:00:00Z; 0 when the store does not know.
    public var modified: Int64
    /// Differs whenever the content does; empty when the store has none, and for folders.
    public var etag: String

    /// Describes an artifact or a folder.
    public init(isDirectory: Bool, size: UInt64 = 0, modified: Int64 = 0, etag: String = "") {
        self.isDirectory = isDirectory
        self.size = size
        self.modified = modified
        self.etag = etag
    }

    init(_ info: assay_artifact_info_t) {
        self.init(
            isDirectory: info.is_directory != 0, size: info.size, modified: info.modified, etag: String(info.etag))
    }
}
