// Assay: which prompt is meant.
// SPDX-License-Identifier: Apache-2.0

/// A prompt by name and version, or by name and alias.
public enum PromptReference: Sendable, Hashable {
    /// A version.
    case version(String, Int)
    /// The version that an alias stands for; "latest" is the highest.
    case alias(String, String)

    /// Reads "prompts:/name/version" or "prompts:/name@alias".
    public init(uri: String) throws(PromptFailure) {
        guard uri.hasPrefix("prompts:/") else { throw .invalidURI(uri) }
        let path = uri.dropFirst("prompts:/".count)
        if let at = path.firstIndex(of: "@") {
            let alias = path[path.index(after: at)...]
            guard at > path.startIndex, !alias.isEmpty else { throw .invalidURI(uri) }
            self = .alias(String(path[..<at]), String(alias))
        } else {
            let parts = path.split(separator: "/", omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty, let version = Int(parts[1]), version > 0 else {
                throw .invalidURI(uri)
            }
            self = .version(String(parts[0]), version)
        }
    }
}
