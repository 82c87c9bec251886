// Assay: where an experiment's artifacts may be.
// SPDX-License-Identifier: Apache-2.0
internal import AssayOperations

/// What a client may give as the artifact location of an experiment.
enum ExperimentLocation {
    private static let longest = 2048
    /// Schemes whose URIs name a host that a server would have to connect to.
    private static let hostSchemes: Set<String> = ["ftp", "sftp", "hdfs", "viewfs", "http", "https"]

    /// The location to store, "" for the default one.
    static func checked(_ location: String) throws(APIError) -> String {
        guard !location.isEmpty else { return "" }
        guard !location.contains("#"), !hasParameters(location) else {
            throw .invalidParameter("'artifact_location' URL can't include fragments or params.")
        }
        if let query = location.firstIndex(of: "?"), location[query...].contains("..") {
            throw .invalidParameter("Invalid query string")
        }
        let scheme = location.prefix { $0 != ":" && $0 != "/" }.lowercased()
        if location.dropFirst(scheme.count).hasPrefix("://"), hostSchemes.contains(scheme) {
            throw .invalidParameter(
                """
                'artifact_location' cannot use the '\(scheme)' scheme: the '\(scheme)' scheme addresses a host other than \
                the tracking server's configured artifact storage, so the server would connect to the host named in the \
                URI. Set the MLFLOW_ALLOWED_HOST_ADDRESSED_ARTIFACT_SCHEMES environment variable on the server to allow it.
                """)
        }
        if location.hasPrefix("runs:") {
            throw .invalidParameter("Artifact location cannot be a runs:/ URI. Given: '\(location)'")
        }
        guard location.unicodeScalars.count <= longest else {
            throw .invalidParameter(
                """
                Invalid artifact path length. The length of the artifact path cannot be greater than \(longest) \
                characters. To configure this limit, please set the MLFLOW_ARTIFACT_LOCATION_MAX_LENGTH environment \
                variable.
                """)
        }
        return location
    }

    /// Whether the last part of the path has parameters behind a semicolon.
    private static func hasParameters(_ location: String) -> Bool {
        let path = location.prefix { $0 != "?" }
        return path.split(separator: "/", omittingEmptySubsequences: false).last?.contains(";") ?? false
    }
}
