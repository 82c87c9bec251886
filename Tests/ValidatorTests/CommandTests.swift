// Assay: the validator's command line.
// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@Suite struct CommandTests {
    private func text(_ arguments: String...) throws -> (text: String, exitCode: Int32) {
        let (output, exitCode) = try Validator.execute(arguments)
        return (String(decoding: output, as: UTF8.self), exitCode)
    }

    @Test func listsItsTests() throws {
        let (text, exitCode) = try text("--list")
        #expect(exitCode == 0)
        let names = text.split(separator: "\n").compactMap { $0.split(separator: "\t").first.map(String.init) }
        #expect(names.count == Set(names).count)
        for name in ["single-export", "no-leak", "scenario-classes", "exporter-hostile"] {
            #expect(names.contains(name))
        }
    }

    @Test(arguments: [["--nonsense"], ["/nowhere.so"], [], ["a", "b"], ["--fuzz", "x"], ["--seed"]])
    func refusesMistakes(_ arguments: [String]) throws {
        #expect(try Validator.execute(arguments).exitCode == 2)
    }

    @Test func showsFailuresAlone() throws {
        let library = try FixtureFolder.build("two-exports")
        let (text, exitCode) = try text(library, "--only-failed")
        #expect(exitCode == 1)
        #expect(text.hasPrefix("failed  single-export: exports 1 more: acme_extra\n"))
        #expect(text.split(separator: "\n").count == 2)
    }

    @Test func runsATestInItsOwnProcess() throws {
        let library = try FixtureFolder.build("good")
        #expect(try Validator.run(library, "--in-process", "--include", "stop-twice").bad.isEmpty)
    }

    @Test func takesAConfig() throws {
        let library = try FixtureFolder.build("good")
        let run = try Validator.run(library, "--include", "stop-twice", "--config", "{\"users\": 5}")
        #expect(run.entries.map(\.status) == ["success"])
        let wrong = try Validator.run(library, "--include", "stop-twice", "--config", "{\"users\": -5}")
        #expect(wrong.entries.map(\.status) == ["failed"])
    }

    @Test func fuzzesAndReproduces() throws {
        #expect(try Validator.run(try FixtureFolder.build("good"), "--fuzz", "2").bad.isEmpty)
        let library = try FixtureFolder.build("crash-on-second-start")
        let run = try Validator.run(library, "--fuzz", "20", "--seed", "7")
        let reason = try #require(run.entries.first?.reason)
        #expect(run.entries.first?.status == "crashed")
        let seed = try #require(reason.split(separator: " ").last.map(String.init))
        let again = try Validator.run(library, "--reproduce", seed)
        #expect(again.entries.first?.reason == reason)
    }
}
