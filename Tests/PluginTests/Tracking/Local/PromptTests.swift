// Assay: AssayKit's prompts on the store.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON
import AssayKit
import Synchronization
import Testing

@Suite struct PromptTests {
    @Test func aPromptComesBackAsItWasRegistered() async throws {
        try await StoreFixture.run { store in
            try store.wait { tracking in
                let prompts = Prompts(TrackingClient(tracking))
                let template = PromptTemplate.chat([
                    .init(role: "system", content: "You are {{ style }}."),
                    .init(role: "user", content: "{{question}}"),
                ])
                let made = try await prompts.register(
                    "ask", template, commitMessage: "first", tags: ["team": "shop"],
                    responseFormat: ["type": "object"], modelConfig: ["model_name": "m", "temperature": 0.5])
                #expect(made.uri == "prompts:/ask/1")
                let found = try await Prompts(TrackingClient(tracking)).load("prompts:/ask/1")
                #expect(found.template == template)
                #expect(found.commitMessage == "first")
                #expect(found.tags == ["team": "shop"])
                #expect(found.responseFormat == ["type": "object"])
                #expect(found.modelConfig == ["model_name": "m", "temperature": 0.5])
                #expect(
                    try found.format(["style": "brief", "question": "Why?"])
                        == .chat([
                            .init(role: "system", content: "You are brief."), .init(role: "user", content: "Why?"),
                        ]))
                #expect(throws: PromptFailure.missingVariables(["question"])) { try found.format(["style": "x"]) }
                #expect(throws: PromptFailure.unknownVariables(["other"])) {
                    try found.format(["style": "x", "question": "y", "other": "z"])
                }
            }
        }
    }

    @Test func anAliasIsBelievedForAMinuteAndAVersionForEver() async throws {
        try await StoreFixture.run { store in
            try store.wait { tracking in
                let client = TrackingClient(tracking)
                let time = Clock()
                let prompts = Prompts(client) { time.now }
                for text in ["one", "two"] { _ = try await prompts.register("p", .text(text)) }
                try await prompts.set(alias: "live", of: "p", to: 1)
                #expect(try await prompts.load("prompts:/p@live").version == 1)
                // Somebody else moves it.
                try await client.set(alias: "live", of: "p", to: "2")
                time.advance(.seconds(59))
                #expect(try await prompts.load("prompts:/p@live").version == 1)
                time.advance(.seconds(2))
                #expect(try await prompts.load("prompts:/p@live").version == 2)
                #expect(try await prompts.load("prompts:/p/1").template == .text("one"))
                try await client.deleteModelVersion("p", "1")
                time.advance(.seconds(1_000_000))
                #expect(try await prompts.load("prompts:/p/1").template == .text("one"))
                try await prompts.delete(alias: "live", of: "p")
                await #expect(throws: TrackingFailure.self) { try await prompts.load("prompts:/p@live") }
            }
        }
    }

    @Test func aModelIsNoPrompt() async throws {
        try await StoreFixture.run { store in
            try store.wait { tracking in
                let client = TrackingClient(tracking)
                try await client.createRegisteredModel("m")
                await #expect(throws: PromptFailure.notAPrompt("m")) {
                    try await Prompts(client).register("m", .text("x"))
                }
            }
        }
    }
}

/// A clock that the test sets.
private final class Clock: Sendable {
    private let instant = Mutex(ContinuousClock.now)

    var now: ContinuousClock.Instant { instant.withLock { $0 } }

    func advance(_ duration: Duration) { instant.withLock { $0 += duration } }
}
