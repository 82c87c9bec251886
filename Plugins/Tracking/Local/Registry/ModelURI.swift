// Assay: URIs that name a model.
// SPDX-License-Identifier: Apache-2.0

/// What a URI of the scheme `models:` names.
enum ModelURI: Sendable {
    /// `models:/m-…`
    case loggedModel(String)
    /// `models:/name/3`
    case version(name: String, version: String)
    /// `models:/name/Production`
    case stage(name: String, stage: String)
    /// `models:/name/latest`
    case latest(name: String)
    /// `models:/name@champion`
    case alias(name: String, alias: String)

    /// Reads a URI; nil for one that names nothing.
    init?(_ uri: String) {
        let parts = URIParts(uri, allowsFragments: false)
        guard parts.scheme == "models", parts.path.hasPrefix("/"), parts.path.utf8.count > 1 else { return nil }
        let names = parts.path.drop { $0 == "/" }.split(separator: "/", omittingEmptySubsequences: false)
        guard let name = names.first, !Self.isBlank(name), names.count <= 2 else { return nil }
        if names.count == 2 {
            self.init(name: String(name), suffix: names[1])
        } else if let at = name.lastIndex(of: "@") {
            let alias = name[name.index(after: at)...]
            guard !Self.isBlank(alias) else { return nil }
            self = .alias(name: String(name[..<at]), alias: String(alias))
        } else {
            self = .loggedModel(String(name))
        }
    }

    private init?(name: String, suffix: Substring) {
        guard !Self.isBlank(suffix) else { return nil }
        if suffix.unicodeScalars.allSatisfy({ [.decimal, .digit].contains($0.properties.numericType) }) {
            self = .version(name: name, version: String(suffix))
        } else if suffix.lowercased() == "latest" {
            self = .latest(name: name)
        } else {
            self = .stage(name: name, stage: String(suffix))
        }
    }

    private static func isBlank(_ text: Substring) -> Bool {
        text.unicodeScalars.allSatisfy { $0.properties.isWhitespace || (0x1C...0x1F).contains($0.value) }
    }

    /// The registered model's name, unless it is a logged model.
    var name: String? {
        switch self {
        case .loggedModel: nil
        case .version(let name, _), .stage(let name, _), .latest(let name), .alias(let name, _): name
        }
    }
}
