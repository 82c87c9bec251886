// Assay: what the registry holds, as a client sees it.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON

/// A name under which versions of a model or a prompt are registered.
public struct RegisteredModel: Sendable {
    /// Unique in its workspace.
    public let name: String
    /// For people.
    public let description: String
    /// Its tags.
    public let tags: [String: String]
    /// The version of each alias.
    public let aliases: [String: String]

    init(_ json: JSONValue?) {
        name = json?["name"]?.stringValue ?? ""
        description = json?["description"]?.stringValue ?? ""
        tags = TrackingClient.dictionary(json?["tags"])
        var aliases: [String: String] = [:]
        for alias in json?["aliases"]?.arrayValue ?? [] {
            if let name = alias["alias"]?.stringValue { aliases[name] = alias["version"]?.stringValue }
        }
        self.aliases = aliases
    }
}

/// A version of a registered model.
public struct ModelVersion: Sendable {
    /// The registered model.
    public let name: String
    /// From 1, written in decimal.
    public let version: String
    /// None, Staging, Production or Archived.
    public let stage: String
    /// Where its files come from.
    public let source: String
    /// The run that made it; nil when none is known.
    public let runID: String?
    /// For people; of a prompt, the commit message.
    public let description: String
    /// Its tags.
    public let tags: [String: String]
    /// Its aliases.
    public let aliases: [String]

    init(_ json: JSONValue?) {
        name = json?["name"]?.stringValue ?? ""
        version = json?["version"]?.stringValue ?? ""
        stage = json?["current_stage"]?.stringValue ?? "None"
        source = json?["source"]?.stringValue ?? ""
        runID = json?["run_id"]?.stringValue
        description = json?["description"]?.stringValue ?? ""
        tags = TrackingClient.dictionary(json?["tags"])
        aliases = (json?["aliases"]?.arrayValue ?? []).compactMap(\.stringValue)
    }
}
