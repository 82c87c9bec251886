// Assay: a store of artifacts, for those who use one.
// SPDX-License-Identifier: Apache-2.0
public import CAssay

/// A store of artifacts of this process. Its methods are called in tasks that run on one of the host's loops, see
/// `LoopExecutor`; elsewhere they throw FAILED_PRECONDITION.
public struct ArtifactStore: @unchecked Sendable {
    // @unchecked: the component outlives its users, and the pointers are never written.
    let component: UnsafePointer<assay_component_t>
    let table: UnsafePointer<assay_artifact_store_t>
    private let host: UnsafePointer<assay_host_t>
    private let loops: UnsafePointer<assay_loops_t>

    /// Wraps a started component of the kind. Throws INVALID_ARGUMENT for one of another kind.
    public init(_ component: UnsafePointer<assay_component_t>, host: Host) throws {
        guard let table = component.pointee.get_extension(component, ASSAY_KIND_ARTIFACT_STORE) else {
            throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "the component is not a store of artifacts")
        }
        self.component = component
        self.table = table.assumingMemoryBound(to: assay_artifact_store_t.self)
        self.host = host.pointer
        loops = try host.requiredTable(ASSAY_EXT_LOOPS, as: assay_loops_t.self)
    }

    /// What the store can do.
    public var capabilities: ArtifactCapabilities {
        guard let capabilities = table.pointee.get_capabilities(component) else {
            return ArtifactCapabilities(displayURI: "")
        }
        return ArtifactCapabilities(capabilities.pointee)
    }

    /// What lies directly in a folder, one page of it.
    public func list(_ key: ArtifactKey, page: String = "", limit: Int = 0) async throws -> ArtifactPage {
        let loop = try currentLoop()
        return try await PendingArtifactCall.run { call, error in
            key.lend { key in
                page.lend { page in
                    table.pointee.list(component, loop, key, page, UInt32(clamping: limit), call, error)
                }
            }
        } _: {
            ArtifactPage($0)
        }
    }

    /// What a key is; throws NOT_FOUND when nothing is there.
    public func stat(_ key: ArtifactKey) async throws -> ArtifactInfo {
        let loop = try currentLoop()
        return try await PendingArtifactCall.run { call, error in
            key.lend { table.pointee.stat(component, loop, $0, call, error) }
        } _: {
            ArtifactInfo($0.info)
        }
    }

    /// Opens an artifact to read `length` bytes (nil: the rest) from `offset` on. Close the reader.
    public func openReader(
        _ key: ArtifactKey, offset: UInt64 = 0, length: UInt64? = nil
    ) async throws -> ArtifactReader {
        let loop = try currentLoop()
        let length = length.map { Int64(clamping: $0) } ?? -1
        return try await PendingArtifactCall.run { call, error in
            key.lend { table.pointee.open_reader(component, loop, $0, offset, length, call, error) }
        } _: {
            ArtifactReader(table, $0.reader_owned, info: ArtifactInfo($0.info))
        }
    }

    /// Begins to write an artifact; `sizeHint` is how many bytes will come. Commit or abort the writer.
    public func openWriter(_ key: ArtifactKey, sizeHint: UInt64? = nil) async throws -> ArtifactWriter {
        let loop = try currentLoop()
        let hint = sizeHint.map { Int64(clamping: $0) } ?? -1
        return try await PendingArtifactCall.run { call, error in
            key.lend { table.pointee.open_writer(component, loop, $0, hint, call, error) }
        } _: {
            ArtifactWriter(table, $0.writer_owned)
        }
    }

    /// Removes an artifact, or a folder with all below it. Returns how many went.
    @discardableResult
    public func remove(_ key: ArtifactKey) async throws -> UInt64 {
        let loop = try currentLoop()
        return try await PendingArtifactCall.run { call, error in
            key.lend { table.pointee.remove(component, loop, $0, call, error) }
        } _: {
            $0.removed_count
        }
    }

    func currentLoop() throws -> OpaquePointer {
        guard let loop = loops.pointee.get_current(host) else {
            throw AssayError(.ASSAY_STATUS_FAILED_PRECONDITION, "a store of artifacts was used outside of a loop")
        }
        return loop
    }
}

extension ArtifactKey {
    func lend<Result>(_ body: (assay_string_t) -> Result) -> Result { text.lend(body) }
}

extension String {
    /// Lends the text for the length of a call.
    func lend<Result>(_ body: (assay_string_t) -> Result) -> Result {
        var copy = self
        return copy.withUTF8 { body(assay_string_t($0)) }
    }
}
