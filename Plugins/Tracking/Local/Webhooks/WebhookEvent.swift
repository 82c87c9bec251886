// Assay: what a webhook is told of.
// SPDX-License-Identifier: Apache-2.0
internal import AssayOperations

/// Something that happens in the registry, and of which webhooks are told. The texts are MLflow's, as payloads and the
/// database have them; on the wire they are in capitals.
struct WebhookEvent: Sendable, Hashable {
    let entity: String
    let action: String

    /// What can happen to what.
    static let actions: [String: [String]] = [
        "registered_model": ["created"], "model_version": ["created"], "model_version_tag": ["deleted", "set"],
        "model_version_alias": ["created", "deleted"], "prompt": ["created"], "prompt_version": ["created"],
        "prompt_tag": ["deleted", "set"], "prompt_version_tag": ["deleted", "set"],
        "prompt_alias": ["created", "deleted"], "budget_policy": ["exceeded"],
    ]
}

extension WebhookEvent {
    /// Reads an event of a request. An unknown entity or action is MLflow's own fault.
    init(_ request: Request) throws(APIError) {
        entity = request.enumName("entity").lowercased()
        action = request.enumName("action").lowercased()
        guard let valid = Self.actions[entity], action != "action_unspecified" else {
            throw .serverFault("a webhook's event is '\(entity)', '\(action)'")
        }
        guard valid.contains(action) else {
            throw .invalidParameter(
                "Invalid action '\(action)' for entity '\(entity)'. Valid actions are: \(PythonText.repr(valid))")
        }
    }
}
