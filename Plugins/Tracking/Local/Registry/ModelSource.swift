// Assay: where the files of a model version may be.
// SPDX-License-Identifier: Apache-2.0
internal import AssayOperations

/// The source of a model version, as a client gives it, and the checks that it points to nothing that the client could
/// not read otherwise.
struct ModelSource: Sendable {
    /// What the client says contains the source.
    enum Owner: String, Sendable {
        case run = "run_id"
        case model = "model_id"
    }

    let uri: String
    let parts: URIParts

    init(_ uri: String) {
        self.uri = uri
        parts = URIParts(uri)
    }

    /// Whether it is a path of the server's own file system.
    func isLocal() throws(APIError) -> Bool {
        guard parts.scheme == "file" else { return parts.scheme.isEmpty && uri != "databricks" }
        let host = parts.host
        guard host.isEmpty || host == "." || host.hasPrefix("localhost") || host.hasPrefix("127.0.0.1") else {
            throw APIError(
                .internalError,
                """
                \(uri) is not a valid remote uri. For remote access on windows, please consider using a different \
                scheme such as SMB (e.g. smb://<hostname>/<path>).
                """)
        }
        return true
    }

    /// Whether it is served by MLflow's artifact proxy.
    var isProxied: Bool {
        if parts.scheme == "mlflow-artifacts" { return true }
        guard parts.scheme == "http" || parts.scheme == "https" else { return false }
        let route = ["api", "2.0", "mlflow-artifacts", "artifacts"]
        let path = parts.pathParts
        return path.indices.contains { path[$0...].starts(with: route) }
    }

    /// Whether it lies below a root, part by part, whatever is escaped.
    func isWithin(_ root: String) -> Bool {
        let root = URIParts(root)
        let rootPath = root.pathParts
        return parts.scheme == root.scheme && parts.authority.lowercased() == root.authority.lowercased()
            && !rootPath.isEmpty && parts.pathParts.starts(with: rootPath)
    }

    /// The path of a local source, or of a local root, without `.` and `..`; nil for a relative one.
    static func localPath(_ uri: String) -> String? {
        let path = uri.hasPrefix("file:") ? URIParts(uri).path : uri
        let decoded = PercentEncoding.decoded(path)
        return decoded.hasPrefix("/") ? PosixPath.normalized(decoded) : nil
    }

    /// Whether a local source lies in a local folder.
    func isWithinLocal(_ root: String) throws(APIError) -> Bool {
        guard try ModelSource(root).isLocal(), let folder = Self.localPath(root), let path = Self.localPath(uri) else {
            return false
        }
        return path.split(separator: "/").starts(with: folder.split(separator: "/"))
    }

    /// Refuses parts of the path that would lead out of it, however they are encoded.
    func refuseRelativeParts() throws(APIError) {
        let decoded = PercentEncoding.fullyDecoded(uri, plusIsSpace: true)
        var path = URIParts(decoded).path
        while path.hasSuffix("/") { path.removeLast() }
        let isPlain =
            path.hasPrefix("/") && !path.unicodeScalars.contains("\0")
            && !path.split(separator: "/").contains { $0 == "." || $0 == ".." }
        guard isPlain, !decoded.split(separator: "/").contains("..") else {
            throw .invalidParameter(
                """
                Invalid model version source: '\(uri)'. If supplying a source as an http, https, local file path, ftp, \
                objectstore, or mlflow-artifacts uri, an absolute path must be provided without relative path references \
                present. Please provide an absolute path.
                """)
        }
    }

    /// The error that the owner that the client names does not contain the source.
    func notOwned(by owner: Owner) -> APIError {
        .invalidParameter(
            """
            Invalid model version source: '\(uri)'. The \(owner.rawValue) request parameter must identify the resource \
            that contains the source.
            """)
    }

    /// The error that a local path is not the owner's. Where an owner is named, MLflow shows the path of a URI; a
    /// relative one stays as it is, because what the server's folder is called is not the client's business.
    func notLocal(to owner: Owner, named id: String) -> APIError {
        .invalidParameter(
            """
            Invalid model version source: '\(id.isEmpty ? uri : Self.localPath(uri) ?? uri)'. To use a local path as a model version source, the \
            \(owner.rawValue) request parameter has to be specified and the local path has to be contained within the \
            artifact directory of the run specified by the \(owner.rawValue).
            """)
    }
}
