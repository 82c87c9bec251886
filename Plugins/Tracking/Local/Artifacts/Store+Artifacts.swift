// Assay: lists of artifacts.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON
internal import AssayKit
internal import AssayOperations
internal import CAssay

extension Store {
    static let artifactHandlers: [String: Handler] = [
        "listArtifacts": { store, call throws(APIError) in
            let path = try Store.path(call.request, "path")
            let run = try await store.run(call.request.runID)
            return try await store.artifacts(run.artifactURI, path)
        },
        "listLoggedModelArtifacts": { store, call throws(APIError) in
            let path = try Store.path(call.request, "artifact_directory_path")
            let model = try await store.activeLoggedModel(call.request.string("model_id"))
            return try await store.artifacts(model.artifactLocation, path)
        },
    ]

    /// The most entries of a list. A folder with more is listed page by page by the artifact proxy.
    private static let mostEntries = 100_000

    private static func path(_ request: Request, _ field: String) throws(APIError) -> String? {
        guard request.has(field) else { return nil }
        let path = request.string(field)
        try ArtifactPath.check(path)
        return path
    }

    /// What lies directly in a folder below an artifact URI; nothing when it is no folder.
    private func artifacts(_ uri: String, _ path: String?) async throws(APIError) -> TrackingAnswer {
        let whole = try ProxiedRoot.path(uri, path ?? "")
        try ArtifactPath.check(whole)
        let entries = try await entries(whole)
        // Paths are told as the client asked for them.
        let before = path.map { $0.isEmpty || $0.hasSuffix("/") ? $0 : $0 + "/" } ?? ""
        return .object { writer in
            writer.member("root_uri", uri)
            writer.member("files", entries) { writer, entry in
                writer.beginObject()
                writer.member("path", before + entry.name)
                writer.key("is_dir")
                writer.bool(entry.isDirectory)
                if !entry.isDirectory { writer.member("file_size", Int64(clamping: entry.size)) }
                writer.endObject()
            }
        }
    }

    private func entries(_ path: String) async throws(APIError) -> [ArtifactEntry] {
        guard let store = settings.artifacts else {
            throw APIError(.temporarilyUnavailable, "this server serves no artifacts")
        }
        do {
            let key = try ArtifactKey(ArtifactPath.plain(path))
            var page = try await store.list(key)
            var entries = page.entries
            while !page.nextPage.isEmpty, entries.count < Self.mostEntries {
                page = try await store.list(key, page: page.nextPage)
                entries += page.entries
            }
            guard page.nextPage.isEmpty else {
                throw APIError(.resourceExhausted, "the folder has more than \(Self.mostEntries) artifacts")
            }
            return entries
        } catch let error as AssayError {
            switch error.status {
            case .ASSAY_STATUS_NOT_FOUND, .ASSAY_STATUS_FAILED_PRECONDITION: return []
            case .ASSAY_STATUS_INVALID_ARGUMENT: throw ArtifactPath.invalid
            default: throw APIError(.temporarilyUnavailable, "the artifact store is not able: \(error)")
            }
        } catch let error as APIError {
            throw error
        } catch {
            throw APIError(.internalError, "\(error)")
        }
    }
}
