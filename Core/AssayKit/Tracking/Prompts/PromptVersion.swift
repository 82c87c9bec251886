// Assay: a version of a prompt.
// SPDX-License-Identifier: Apache-2.0
public import AssayJSON

/// A version of a prompt in the registry; it never changes, but for its aliases and tags.
public struct PromptVersion: Sendable {
    /// The prompt's name.
    public let name: String
    /// From 1.
    public let version: Int
    /// What it says.
    public let template: PromptTemplate
    /// Why it was made.
    public let commitMessage: String
    /// The JSON schema of the answers that it asks for; nil when it says none.
    public let responseFormat: JSONValue?
    /// The model and its parameters that it is meant for: provider, model_name, temperature …; nil when it says none.
    public let modelConfig: JSONValue?
    /// Its aliases when it was read.
    public let aliases: [String]
    /// Its tags, without the registry's own.
    public let tags: [String: String]

    /// "prompts:/name/version".
    public var uri: String { "prompts:/\(name)/\(version)" }

    /// The template with its variables replaced; all of them, and no others.
    public func format(_ values: [String: String]) throws(PromptFailure) -> PromptTemplate {
        try template.format(values)
    }

    init(_ version: ModelVersion) throws(PromptFailure) {
        guard version.tags[PromptTag.isPrompt] != nil else { throw .notAPrompt(version.name) }
        guard let text = version.tags[PromptTag.text], let number = Int(version.version) else {
            throw .damaged(version.name)
        }
        name = version.name
        self.version = number
        if version.tags[PromptTag.type] == "chat" {
            guard let messages = try? JSONValue(parsing: text).arrayValue else { throw .damaged(version.name) }
            template = .chat(
                messages.map {
                    PromptTemplate.Message(
                        role: $0["role"]?.stringValue ?? "", content: $0["content"]?.stringValue ?? "")
                })
        } else {
            template = .text(text)
        }
        commitMessage = version.description
        responseFormat = version.tags[PromptTag.responseFormat].flatMap { try? JSONValue(parsing: $0) }
        modelConfig = version.tags[PromptTag.modelConfig].flatMap { try? JSONValue(parsing: $0) }
        aliases = version.aliases
        tags = version.tags.filter { !PromptTag.isReserved($0.key) }
    }
}

/// The tags in which the registry keeps what a prompt is, as MLflow names them.
enum PromptTag {
    static let isPrompt = "mlflow.prompt.is_prompt"
    static let text = "mlflow.prompt.text"
    static let type = "_mlflow_prompt_type"
    static let responseFormat = "_mlflow_prompt_response_format"
    static let modelConfig = "_mlflow_prompt_model_config"
    private static let runs = "mlflow.prompt.associatedRunIds"
    private static let experiments = "_mlflow_experiment_ids"

    /// Whether a tag is the registry's own.
    static func isReserved(_ key: String) -> Bool {
        [isPrompt, text, type, responseFormat, modelConfig, runs, experiments].contains(key)
    }
}
