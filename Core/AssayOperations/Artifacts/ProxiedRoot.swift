// Assay: the artifacts of a run or model, in the store of this server.
// SPDX-License-Identifier: Apache-2.0

/// Where in the store the artifacts lie that a URI of the tracking store names.
public enum ProxiedRoot {
    private static let anchor = "/api/2.0/mlflow-artifacts/artifacts/"

    /// The path in the store of what lies at `relative` below a URI; throws NOT_IMPLEMENTED for a URI of another store,
    /// which is never opened.
    public static func path(_ uri: String, _ relative: String) throws(APIError) -> String {
        let root = try path(uri)
        return root.isEmpty || root.hasSuffix("/") ? root + relative : "\(root)/\(relative)"
    }

    /// The path in the store of a URI itself.
    public static func path(_ uri: String) throws(APIError) -> String {
        guard let colon = uri.firstIndex(of: ":") else { throw foreign(uri) }
        var rest = uri[uri.index(after: colon)...]
        let scheme = uri[..<colon].lowercased()
        rest = rest.prefix { $0 != "?" && $0 != "#" }
        if rest.hasPrefix("//") {
            rest = rest.dropFirst(2)
            rest = rest[(rest.firstIndex(of: "/") ?? rest.endIndex)...]
        }
        switch scheme {
        case "mlflow-artifacts": return String(rest.drop { $0 == "/" })
        case "http", "https":
            guard let found = rest.firstRange(of: anchor) else { throw foreign(uri) }
            return String(rest[found.upperBound...].drop { $0 == "/" })
        default: throw foreign(uri)
        }
    }

    private static func foreign(_ uri: String) -> APIError {
        APIError(.notImplemented, "the artifacts at '\(uri)' are not kept by this server; use them there")
    }
}
