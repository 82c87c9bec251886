// Assay: URIs that would make the server connect to a host of the client's choice.
// SPDX-License-Identifier: Apache-2.0
internal import AssayOperations

/// Refuses URIs whose scheme names a host that the server would connect to.
enum HostAddressedURI {
    private static let schemes: Set<String> = [
        "ftp", "sftp", "hdfs", "viewfs", "http", "https", "mlflow-artifacts", "r2", "b2", "abfss",
    ]

    /// Throws when the URI that a client gave in `field` names such a host; a URI without one is the server's own.
    static func refuse(_ uri: String, field: String) throws(APIError) {
        let parts = URIParts(uri)
        guard schemes.contains(parts.scheme) else { return }
        if parts.scheme == "mlflow-artifacts", parts.authority.isEmpty { return }
        throw .invalidParameter(
            """
            '\(field)' cannot use the '\(parts.scheme)' scheme: the '\(parts.scheme)' scheme addresses a host other than \
            the tracking server's configured artifact storage, so the server would connect to the host named in the \
            URI. Set the MLFLOW_ALLOWED_HOST_ADDRESSED_ARTIFACT_SCHEMES environment variable on the server to allow it.
            """)
    }
}
