// Assay: the prompt registry.
// SPDX-License-Identifier: Apache-2.0
public import AssayJSON
internal import Synchronization

/// The prompts of a tracking store. What was read is kept: a version for ever, as it never changes, and an alias for 60
/// seconds, so that a scenario may ask for its prompt before every request.
///
///     let prompts = Prompts(client)
///     let prompt = try await prompts.load("prompts:/summary@production")
///     let text = try prompt.format(["article": article])
public final class Prompts: Sendable {
    /// How long an alias is believed.
    public static let aliasLifetime = Duration.seconds(60)
    /// The most versions and aliases that are kept.
    static let capacity = 10_000

    private struct Kept {
        let prompt: PromptVersion
        let until: ContinuousClock.Instant?
    }

    private let client: TrackingClient
    private let now: @Sendable () -> ContinuousClock.Instant
    private let kept = Mutex<[PromptReference: Kept]>([:])

    /// The prompts that a client reaches.
    public convenience init(_ client: TrackingClient) {
        self.init(client) { ContinuousClock.now }
    }

    /// The same, with a clock of the caller's.
    package init(_ client: TrackingClient, now: @escaping @Sendable () -> ContinuousClock.Instant) {
        self.client = client
        self.now = now
    }

    /// Registers a version of a prompt, and the prompt when it is new.
    public func register(
        _ name: String, _ template: PromptTemplate, commitMessage: String? = nil, tags: [String: String] = [:],
        responseFormat: JSONValue? = nil, modelConfig: JSONValue? = nil
    ) async throws -> PromptVersion {
        do {
            try await client.createRegisteredModel(name, tags: [PromptTag.isPrompt: "true"])
        } catch let failure as TrackingFailure where failure.code == "RESOURCE_ALREADY_EXISTS" {
            guard try await client.registeredModel(name).tags[PromptTag.isPrompt] != nil else {
                throw PromptFailure.notAPrompt(name)
            }
        }
        var tags = tags
        tags[PromptTag.isPrompt] = "true"
        switch template {
        case .text(let text):
            tags[PromptTag.text] = text
            tags[PromptTag.type] = "text"
        case .chat(let messages):
            let list = messages.map { ["role": .string($0.role), "content": .string($0.content)] as JSONValue }
            tags[PromptTag.text] = JSONValue.array(list).text()
            tags[PromptTag.type] = "chat"
        }
        if let responseFormat { tags[PromptTag.responseFormat] = responseFormat.text() }
        if let modelConfig { tags[PromptTag.modelConfig] = modelConfig.text() }
        return try PromptVersion(
            try await client.createModelVersion(
                name, source: "prompt-template", description: commitMessage, tags: tags))
    }

    /// The prompt of a URI: "prompts:/name/version" or "prompts:/name@alias".
    public func load(_ uri: String) async throws -> PromptVersion {
        try await load(PromptReference(uri: uri))
    }

    /// A prompt.
    public func load(_ reference: PromptReference) async throws -> PromptVersion {
        if let found = kept.withLock({ $0[reference] }), found.until.map({ $0 > now() }) ?? true { return found.prompt }
        let version =
            switch reference {
            case .version(let name, let number): try await client.modelVersion(name, String(number))
            case .alias(let name, let alias): try await client.modelVersion(name, alias: alias)
            }
        let prompt = try PromptVersion(version)
        keep(prompt, reference)
        return prompt
    }

    /// Lets an alias stand for a version; this client sees it at once, others within 60 seconds.
    public func set(alias: String, of name: String, to version: Int) async throws {
        try await client.set(alias: alias, of: name, to: String(version))
        _ = kept.withLock { $0.removeValue(forKey: .alias(name, alias)) }
    }

    /// Removes an alias; this client sees it at once, others within 60 seconds.
    public func delete(alias: String, of name: String) async throws {
        try await client.delete(alias: alias, of: name)
        _ = kept.withLock { $0.removeValue(forKey: .alias(name, alias)) }
    }

    private func keep(_ prompt: PromptVersion, _ reference: PromptReference) {
        let until: ContinuousClock.Instant? =
            if case .alias = reference { now() + Self.aliasLifetime } else { nil }
        kept.withLock { kept in
            if kept.count >= Self.capacity { kept.removeAll() }
            kept[reference] = Kept(prompt: prompt, until: until)
        }
    }
}
