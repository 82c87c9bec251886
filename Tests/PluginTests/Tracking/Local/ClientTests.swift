// Assay: AssayKit's client and fluent API on the store.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON
import AssayKit
import Synchronization
import Testing

@Suite struct ClientTests {
    private struct Broken: Error {}

    @Test func nothingOfARunIsLostAtItsEnd() async throws {
        try await StoreFixture.run { store in
            try store.wait { tracking in
                let client = TrackingClient(tracking)
                let (parent, child) = try await Run.start(client, experiment: "checkout", name: "night") { run in
                    for step in 0..<2500 { try await run.log(metric: "p95", Double(step), step: step) }
                    try await run.log(param: "users", 100)
                    #expect(Run.current?.id == run.id)
                    return try await Run.start(client, name: "warm-up") { child in
                        try await child.log(metric: "p95", 1)
                        return (run.id, child.id)
                    }
                }
                let runs = try await [client.run(parent), client.run(child)]
                #expect(runs.map(\.status) == [.finished, .finished])
                #expect(runs[0].metrics == ["p95": 2499])
                #expect(runs[0].params == ["users": "100"])
                #expect(runs[1].tags["mlflow.parentRunId"] == parent)
                #expect(runs[0].experimentID == runs[1].experimentID)
                #expect(try await client.history(of: "p95", in: parent).map(\.step) == (0..<2500).map { Int64($0) })
            }
        }
    }

    @Test func aRunWhoseBodyThrowsHasFailedAndCanGoOn() async throws {
        try await StoreFixture.run { store in
            try store.wait { tracking in
                let client = TrackingClient(tracking)
                let id = Mutex("")
                await #expect(throws: Broken.self) {
                    try await Run.start(client) { run in
                        id.withLock { $0 = run.id }
                        try await run.log(metric: "m", 1)
                        throw Broken()
                    }
                }
                let run = id.withLock { $0 }
                #expect(try await client.run(run).status == .failed)
                #expect(try await client.run(run).metrics == ["m": 1])
                try await Run.resume(client, run) { again in
                    #expect(try await client.run(again.id).status == .running)
                    try await again.log(metric: "m", 2, step: 1)
                }
                #expect(try await client.run(run).status == .finished)
                #expect(try await client.run(run).metrics == ["m": 2])
            }
        }
    }

    @Test func theRegistryFromTheFirstVersionToTheLast() async throws {
        try await StoreFixture.run { store in
            try store.wait { tracking in
                let client = TrackingClient(tracking)
                try await client.createRegisteredModel("a")
                let run = try await client.createRun()
                for _ in 1...2 {
                    _ = try await client.createModelVersion("a", source: "runs:/\(run.id)/m", runID: run.id)
                }
                try await client.set(alias: "champion", of: "a", to: "2")
                try await client.transition("a", "1", to: "Production")
                try await client.setModelVersionTag("a", "2", "proof", "x")
                try await client.setRegisteredModelTag("a", "team", "shop")
                try await client.updateModelVersion("a", "2", description: "second")
                try await client.updateRegisteredModel("a", description: "model")
                let champion = try await client.modelVersion("a", alias: "champion")
                #expect((champion.version, champion.description) == ("2", "second"))
                #expect(champion.tags == ["proof": "x"])
                #expect(try await client.latestVersions(of: "a", stages: ["Production"]).map(\.version) == ["1"])
                #expect(try await client.downloadURI(of: "a", "1") == "runs:/\(run.id)/m")
                #expect(try await client.searchModelVersions("name = 'a'").elements.count == 2)
                try await client.deleteModelVersionTag("a", "2", "proof")
                try await client.deleteModelVersion("a", "1")
                try await client.renameRegisteredModel("a", to: "b")
                let model = try await client.registeredModel("b")
                #expect((model.description, model.tags) == ("model", ["team": "shop"]))
                try await client.deleteRegisteredModelTag("b", "team")
                #expect(try await client.registeredModel("b").tags.isEmpty)
                try await client.deleteRegisteredModel("b")
                #expect(try await client.searchRegisteredModels().elements.isEmpty)
            }
        }
    }

    @Test func loggedModels() async throws {
        try await StoreFixture.run { store in
            try store.wait { tracking in
                let client = TrackingClient(tracking)
                let made = try await client.createLoggedModel(in: "0", name: "m", params: ["depth": "3"])
                #expect(made.status == .pending)
                try await client.set(tags: ["a": "1", "b": "2"], ofLoggedModel: made.id)
                try await client.deleteTag("a", ofLoggedModel: made.id)
                try await client.finalizeLoggedModel(made.id, .ready)
                let found = try await client.loggedModel(made.id)
                #expect((found.status, found.tags, found.params) == (.ready, ["b": "2"], ["depth": "3"]))
                #expect(try await client.searchLoggedModels(in: ["0"], "name = 'm'").elements.map(\.id) == [made.id])
                try await client.deleteLoggedModel(made.id)
                #expect(try await client.searchLoggedModels(in: ["0"]).elements.isEmpty)
            }
        }
    }
}
