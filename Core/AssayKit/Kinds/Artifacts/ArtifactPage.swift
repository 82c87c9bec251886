// Assay: what lies in a folder of artifacts.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// An entry of a folder.
public struct ArtifactEntry: Sendable, Equatable {
    /// The last segment of its key.
    public var name: String
    /// Whether it is a folder.
    public var isDirectory: Bool
    /// In bytes; 0 for a folder.
    public var size: UInt64

    /// Describes an entry.
    public init(name: String, isDirectory: Bool, size: UInt64) {
        self.name = name
        self.isDirectory = isDirectory
        self.size = size
    }
}

/// Entries of a folder, in the order of their names' bytes.
public struct ArtifactPage: Sendable, Equatable {
    /// The most entries of a page.
    public static let mostEntries = Int(ASSAY_ARTIFACT_PAGE_ENTRIES)

    /// The entries.
    public var entries: [ArtifactEntry]
    /// What gives the page after this one; empty at the last.
    public var nextPage: String

    /// Makes a page.
    public init(entries: [ArtifactEntry], nextPage: String = "") {
        self.entries = entries
        self.nextPage = nextPage
    }

    init(_ result: assay_artifact_result_t) {
        let lent = UnsafeBufferPointer(start: result.entries, count: result.entries == nil ? 0 : result.entry_count)
        entries = lent.map {
            ArtifactEntry(name: String($0.name), isDirectory: $0.is_directory != 0, size: $0.size)
        }
        nextPage = String(result.next_page)
    }
}
