// Assay: the artifact store assay.artifacts.files.
// SPDX-License-Identifier: Apache-2.0
public import AssayKit
import CAssay
import Synchronization

/// Keeps artifacts as files below a folder. See README.md.
public final class FilesStore: ArtifactStoreComponent {
    /// What it is.
    public static var descriptor: ComponentDescriptor {
        ComponentDescriptor(
            id: "assay.artifacts.files", kind: ASSAY_KIND_ARTIFACT_STORE, name: "Artifact files",
            description: "Keeps artifacts as files below a folder.",
            configSchema: """
                {"type":"object","additionalProperties":false,"required":["root"],"properties":{
                "root":{"type":"string","minLength":1,"description":"The folder."},
                "create":{"type":"boolean","default":false,
                "description":"Make the folder when it is missing."}}}
                """)
    }

    /// The calls in flight.
    public let calls: ArtifactCalls
    private let host: Host
    private let path: String
    private let isCreating: Bool
    let workers: Workers
    private let root = Mutex<StoreRoot?>(nil)
    private let sweep = Mutex<StagingSweep?>(nil)

    /// Reads the config.
    public init(host: Host, config: Config) throws {
        self.host = host
        calls = try ArtifactCalls(host)
        workers = try Workers(host)
        path = try config.requiredString("root")
        guard !path.isEmpty, !path.utf8.contains(0) else { throw config.invalid("root", "the path of a folder") }
        isCreating = try config.bool("create", default: false)
        try config.rejectUnknownKeys()
    }

    /// Opens the folder, and begins to remove what crashed uploads have left.
    public func start() throws {
        let opened = try StoreRoot(path: path, isCreating: isCreating)
        root.withLock { $0 = opened }
        let sweep = StagingSweep(opened)
        self.sweep.withLock { $0 = sweep }
        let host = host
        workers.start {
            let count = sweep.run()
            guard count > 0 else { return }
            host.log(.ASSAY_LOG_INFO, Self.descriptor.id, "removed \(count) leftovers of uploads that did not end")
        }
    }

    /// Closes the folder.
    public func stop() {
        sweep.withLock {
            $0?.end()
            $0 = nil
        }
        root.withLock { $0 = nil }
    }

    /// Where it is.
    public var capabilities: ArtifactCapabilities {
        ArtifactCapabilities(displayURI: root.withLock { $0?.displayURI } ?? "")
    }

    /// The folder, open.
    func opened() throws -> StoreRoot {
        guard let root = root.withLock({ $0 }) else {
            throw AssayError(.ASSAY_STATUS_FAILED_PRECONDITION, "the artifact store is not started")
        }
        return root
    }
}
