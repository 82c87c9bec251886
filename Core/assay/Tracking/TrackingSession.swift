// Assay: a tracking store for the length of a command.
// SPDX-License-Identifier: Apache-2.0
import AssayCore
import AssayJSON
import CAssay

/// Opens the store that a command is about, carries out its operations one after the other, and closes it.
final class TrackingSession {
    let host: RunHost
    private var running: [(name: String, component: RunHost.Component)] = []
    private let table: UnsafePointer<assay_tracking_t>
    private let store: RunHost.Component

    /// Runs `body` with the store that the options name.
    static func use(
        _ options: TrackingOptions, _ body: (TrackingSession) throws(CommandError) -> Void
    ) throws(CommandError) {
        try use(options.trackingUri, artifacts: options.artifactsDestination, options.process, body)
    }

    /// Runs `body` with the store of a URI; nil for the one that the environment names, or the default. `other` is the
    /// driver of a database of MLflow's, for what copies from or to it.
    static func use(
        _ uri: String?, artifacts: String? = nil, other: ServerPart? = nil, _ process: ServerProcessOptions,
        _ body: (TrackingSession) throws(CommandError) -> Void
    ) throws(CommandError) {
        let session = try TrackingSession(uri, artifacts, other, process)
        defer { session.end() }
        try body(session)
    }

    private init(
        _ uri: String?, _ folder: String?, _ other: ServerPart?, _ process: ServerProcessOptions
    ) throws(CommandError) {
        let environment = try ServerEnvironment(ProcessEnvironment.read())
        let backend = try BackendURI(uri ?? environment.text("MLFLOW_TRACKING_URI") ?? BackendURI.defaultFolder)
        try backend.makeFolder()
        let artifacts = try ArtifactSettings(folder: folder, environment)
        var equipment = HostOptions(pluginPaths: process.pluginPath)
        equipment.logLevel = process.logLevel?.level ?? .ASSAY_LOG_WARNING
        equipment.logFile = process.logFile
        host = try RunHost(equipment)
        let hasArtifacts = host.ids(ofKind: ASSAY_KIND_ARTIFACT_STORE).contains(ServerPart.artifactStore)
        let parts = ServerPart.store(backend, artifacts, hasArtifacts: hasArtifacts, other: other)
        var running: [(name: String, component: RunHost.Component)] = []
        do throws(CommandError) {
            for part in parts { running.append((part.name, try host.startPart(part))) }
            guard let last = running.last?.component else { throw CommandError("there is no tracking store") }
            store = last
            table = try host.table(of: last, ASSAY_KIND_TRACKING, as: assay_tracking_t.self)
        } catch {
            host.endParts(running)
            throw error
        }
        self.running = running
    }

    private func end() {
        host.endParts(running)
        host.close()
    }

    /// The store of artifacts below `root`, a folder of this machine; nil for the one that the tracking store has.
    func artifactPort(root: String?) throws(CommandError) -> ArtifactPort {
        if let root {
            let part = ServerPart(
                id: ServerPart.artifactStore, name: "artifacts-\(running.count)",
                config: ["root": .string(root), "create": true])
            running.append((part.name, try host.startPart(part)))
        }
        let found = root == nil ? running.first { $0.name == ServerPart.artifacts } : running.last
        guard let found else {
            throw CommandError("there is no plugin '\(ServerPart.artifactStore)' to keep artifacts")
        }
        return try ArtifactPort(host, found.component)
    }

    /// Carries out an operation and returns its answer; a refusal is the command's error. `path` is the field that stands
    /// in the operation's path, if there is one.
    @discardableResult
    func call(
        _ operation: String, _ fields: JSONObject = [:], path: (name: String, value: String)? = nil
    ) throws(CommandError) -> JSONValue {
        let pending = TrackingAnswerBox()
        let body = Array(JSONValue.object(fields).text().utf8)
        try CommandError.check { error in
            body.withUnsafeBufferPointer { body in
                operation.lent { operation in
                    (path?.name ?? "").lent { name in
                        (path?.value ?? "").lent { value in
                            var field = assay_key_value_t(key: name, value: value)
                            return withUnsafePointer(to: &field) { field in
                                var request = assay_tracking_request_t()
                                request.struct_size = UInt32(MemoryLayout<assay_tracking_request_t>.size)
                                request.operation = operation
                                request.body = assay_bytes_t(data: body.baseAddress, length: body.count)
                                request.path_parameters = path == nil ? nil : field
                                request.path_parameter_count = path == nil ? 0 : 1
                                return table.pointee.call(store.pointer, &request, pending.begin(host.wake), error)
                            }
                        }
                    }
                }
            }
        }
        host.turn { pending.isDone }
        return try pending.take(table, store.pointer)
    }
}
