// Assay: what a store of artifacts can do.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// What a store of artifacts can do beside lists, streams and removal.
public struct ArtifactCapabilities: Sendable, Equatable {
    /// Where the store is, for people and logs: "file:///srv/artifacts".
    public var displayURI: String
    /// Whether it has multipart uploads.
    public var hasMultipart = false
    /// Whether it can make URLs that clients read from.
    public var canPresignReads = false
    /// Whether it can make URLs that clients write to.
    public var canPresignWrites = false
    /// The size that a part may have; empty without multipart uploads.
    public var partBytes: ClosedRange<UInt64> = 0...0
    /// How many parts an upload may have.
    public var mostParts = 0

    /// Describes a store that has neither multipart uploads nor presigned URLs.
    public init(displayURI: String) {
        self.displayURI = displayURI
    }

    init(_ capabilities: assay_artifact_capabilities_t) {
        self.init(displayURI: String(capabilities.display_uri))
        hasMultipart = capabilities.flags & ASSAY_ARTIFACT_HAS_MULTIPART != 0
        canPresignReads = capabilities.flags & ASSAY_ARTIFACT_HAS_PRESIGN_READ != 0
        canPresignWrites = capabilities.flags & ASSAY_ARTIFACT_HAS_PRESIGN_WRITE != 0
        let least = capabilities.min_part_bytes
        partBytes = least...max(least, capabilities.max_part_bytes)
        mostParts = Int(capabilities.max_part_count)
    }

    /// The C form; its text is never freed, as a component outlives what it lends.
    func makeTable() -> UnsafeMutablePointer<assay_artifact_capabilities_t> {
        let table = UnsafeMutablePointer<assay_artifact_capabilities_t>.allocate(capacity: 1)
        var flags: UInt32 = 0
        if hasMultipart { flags |= ASSAY_ARTIFACT_HAS_MULTIPART }
        if canPresignReads { flags |= ASSAY_ARTIFACT_HAS_PRESIGN_READ }
        if canPresignWrites { flags |= ASSAY_ARTIFACT_HAS_PRESIGN_WRITE }
        table.initialize(
            to: assay_artifact_capabilities_t(
                struct_size: UInt32(MemoryLayout<assay_artifact_capabilities_t>.size), flags: flags,
                display_uri: assay_string_t(data: staticText(displayURI), length: displayURI.utf8.count),
                min_part_bytes: partBytes.lowerBound, max_part_bytes: partBytes.upperBound,
                max_part_count: UInt32(clamping: mostParts), reserved: 0))
        return table
    }
}
