// Assay: the calls of the artifact store assay.artifacts.files.
// SPDX-License-Identifier: Apache-2.0
public import AssayKit
import CAssay

extension FilesStore {
    /// What lies directly in a folder.
    public func list(_ key: ArtifactKey, page: String, limit: Int) async throws -> ArtifactPage {
        let root = try opened()
        return try await workers.run { try FolderList(root, key, after: page, limit: limit).page() }
    }

    /// What a key is.
    public func stat(_ key: ArtifactKey) async throws -> ArtifactInfo {
        let root = try opened()
        return try await workers.run { try root.stat(key) }
    }

    /// Opens a file to read.
    public func openReader(_ key: ArtifactKey, offset: UInt64, length: UInt64?) async throws -> any ArtifactSource {
        let (root, workers) = (try opened(), workers)
        return try await workers.run {
            try FileSource(root, key, offset: offset, length: length, workers: workers)
        }
    }

    /// Begins to write a file.
    public func openWriter(_ key: ArtifactKey, sizeHint: UInt64?) async throws -> any ArtifactSink {
        let (root, workers) = (try opened(), workers)
        return try await workers.run { try FileSink(root, key, sizeHint: sizeHint, workers: workers) }
    }

    /// Removes a file, or a folder with all below it.
    public func remove(_ key: ArtifactKey) async throws -> UInt64 {
        let root = try opened()
        let removal = try await workers.run { try Removal(root, key) }
        while try await workers.run({ try removal.step() }) {}
        return removal.count
    }
}
