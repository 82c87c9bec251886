// Assay: the URIs of artifacts.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit

/// Makes the URIs of artifacts, as text: the store never opens one.
enum ArtifactURI {
    /// What stands before and after a part that is appended to a URI.
    static func parts(of uri: String) -> (before: String, after: String) {
        let end = uri.firstIndex { $0 == "?" || $0 == "#" } ?? uri.endIndex
        let path = String(uri[..<end])
        return (path.hasSuffix("/") || path.isEmpty ? path : path + "/", String(uri[end...]))
    }

    /// The key of a URI in this server's artifact store; nil for a URI of another place.
    static func key(_ uri: String) -> ArtifactKey? {
        let scheme = "mlflow-artifacts:"
        guard uri.hasPrefix(scheme), !uri.hasPrefix(scheme + "//") else { return nil }
        let path = uri.dropFirst(scheme.count).drop { $0 == "/" }
        guard !path.isEmpty else { return nil }
        return try? ArtifactKey(String(path))
    }

    /// Appends path parts to a URI, before its query and fragment.
    static func appending(_ uri: String, _ parts: String...) -> String {
        let ends = Self.parts(of: uri)
        return ends.before + parts.joined(separator: "/") + ends.after
    }
}
