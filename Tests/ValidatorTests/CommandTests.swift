// Assay: the validator's command line.
// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestFixtures
import Testing

@Suite struct CommandTests {
    private func text(_ arguments: String...) async throws -> (text: String, exitCode: Int32) {
        let ended = try await Validator.execute(arguments)
        return (ended.text, ended.exitCode)
    }

    @Test func listsItsTests() async throws {
        let (text, exitCode) = try await text("--list")
        #expect(exitCode == 0)
        let names = text.split(separator: "\n").compactMap { $0.split(separator: "\t").first.map(String.init) }
        #expect(names.count == Set(names).count)
        for name in ["single-export", "no-leak", "scenario-classes", "exporter-hostile"] {
            #expect(names.contains(name))
        }
    }

    @Test(arguments: [["--nonsense"], ["/nowhere.so"], [], ["a", "b"], ["--fuzz", "x"], ["--seed"]])
    func refusesMistakes(_ arguments: [String]) async throws {
        #expect(try await Validator.execute(arguments).exitCode == 2)
    }

    @Test func showsFailuresAlone() async throws {
        let library = try await FixturePlugin.build("two-exports")
        let (text, exitCode) = try await text(library, "--only-failed")
        #expect(exitCode == 1)
        #expect(text.hasPrefix("failed  single-export: exports 1 more: acme_extra\n"))
        #expect(text.split(separator: "\n").count == 2)
    }

    @Test func runsATestInItsOwnProcess() async throws {
        let library = try await FixturePlugin.build("good")
        #expect(try await Validator.run(library, "--in-process", "--include", "stop-twice").bad.isEmpty)
    }

    @Test func takesAConfig() async throws {
        let library = try await FixturePlugin.build("good")
        let run = try await Validator.run(library, "--include", "stop-twice", "--config", "{\"users\": 5}")
        #expect(run.entries.map(\.status) == ["success"])
        let wrong = try await Validator.run(library, "--include", "stop-twice", "--config", "{\"users\": -5}")
        #expect(wrong.entries.map(\.status) == ["failed"])
    }

    @Test func fuzzesAndReproduces() async throws {
        #expect(try await Validator.run(FixturePlugin.build("good"), "--fuzz", "2").bad.isEmpty)
        let library = try await FixturePlugin.build("crash-on-second-start")
        let run = try await Validator.run(library, "--fuzz", "20", "--seed", "7")
        let reason = try #require(run.entries.first?.reason)
        #expect(run.entries.first?.status == "crashed")
        let seed = try #require(reason.split(separator: " ").last.map(String.init))
        let again = try await Validator.run(library, "--reproduce", seed)
        #expect(again.entries.first?.reason == reason)
    }
}
