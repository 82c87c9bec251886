// Assay: why a prompt cannot be used.
// SPDX-License-Identifier: Apache-2.0

/// Why a prompt cannot be used.
public enum PromptFailure: Error, CustomStringConvertible, Equatable {
    /// Variables of the template that were given no value.
    case missingVariables([String])
    /// Values for variables that the template does not have.
    case unknownVariables([String])
    /// What is registered under the name is a model.
    case notAPrompt(String)
    /// The prompt's text in the registry cannot be read.
    case damaged(String)
    /// A URI that is not "prompts:/name/version" or "prompts:/name@alias".
    case invalidURI(String)

    /// In words: lower case, no full stop.
    public var description: String {
        switch self {
        case .missingVariables(let names): "the prompt's variables have no value: \(names.joined(separator: ", "))"
        case .unknownVariables(let names): "the prompt has no such variables: \(names.joined(separator: ", "))"
        case .notAPrompt(let name): "'\(name)' is registered as a model, not as a prompt"
        case .damaged(let name): "the text of prompt '\(name)' in the registry cannot be read"
        case .invalidURI(let uri): "'\(uri)' is no prompt URI: write prompts:/name/version or prompts:/name@alias"
        }
    }
}
