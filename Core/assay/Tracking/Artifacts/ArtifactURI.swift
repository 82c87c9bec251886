// Assay: where a URI of artifacts leads.
// SPDX-License-Identifier: Apache-2.0

/// A URI of artifacts, as runs and experiments hold it.
enum ArtifactURI: Equatable {
    /// A path in the store of the tracking store's server.
    case proxied(String)
    /// A folder of this machine.
    case local(String)

    private static let anchor = "/api/2.0/mlflow-artifacts/artifacts/"

    init(_ uri: String) throws(CommandError) {
        guard let colon = uri.firstIndex(of: ":") else {
            guard !uri.isEmpty else { throw CommandError("there is no URI of artifacts") }
            self = .local(uri)
            return
        }
        var path = uri[uri.index(after: colon)...].prefix { $0 != "?" && $0 != "#" }
        if path.hasPrefix("//") {
            path = path.dropFirst(2)
            path = path[(path.firstIndex(of: "/") ?? path.endIndex)...]
        }
        switch uri[..<colon].lowercased() {
        case "mlflow-artifacts":
            self = .proxied(String(path.drop { $0 == "/" }))
        case "file":
            self = .local(String(path))
        case "http", "https":
            guard let found = path.firstRange(of: Self.anchor) else { throw Self.foreign(uri) }
            self = .proxied(String(path[found.upperBound...].drop { $0 == "/" }))
        default:
            throw Self.foreign(uri)
        }
    }

    private static func foreign(_ uri: String) -> CommandError {
        CommandError("the artifacts at '\(uri)' are in a store that there is no plugin for; use them there")
    }
}
