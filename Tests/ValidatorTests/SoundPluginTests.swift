// Assay: sound plugins pass.
// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestFixtures
import Testing

@Suite struct SoundPluginTests {
    /// The libraries among the products.
    private static let libraries: [String] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: Validator.products.path)) ?? []
        return names.filter { $0.hasPrefix("lib") && $0.hasSuffix(".so") && !$0.contains("XCTest") }.sorted()
    }()

    @Test(arguments: [
        "good", "good-second", "good-scenario", "good-exporter", "good-decider", "good-routes", "good-server",
        "good-sql-driver", "good-tracking", "start-fails",
    ]) func fixturesPass(
        _ name: String
    ) async throws {
        let run = try await Validator.run(FixturePlugin.build(name), "--deadline", Validator.patience)
        #expect(run.bad.isEmpty, "\(run.words)")
        #expect(run.exitCode == 0)
    }

    @Test(arguments: libraries) func builtInsPass(_ name: String) async throws {
        let library = Validator.products.appending(path: name).path
        let run = try await Validator.run(library, "--deadline", Validator.patience)
        #expect(run.bad.isEmpty, "\(run.words)")
        #expect(run.entries.count > 10)
        let isShortOfConfig = run.entries.contains { $0.reason.hasSuffix("give a config that fits with --config") }
        guard isShortOfConfig, let sample = try sample(of: name) else { return }
        let second = try await Validator.run(library, "--config", sample, "--deadline", Validator.patience)
        #expect(second.bad.isEmpty, "\(second.words)")
    }

    /// A runner starts only where the scenario, client, collector and exporters of its config are.
    @Test func theRunnerLivesBesideWhatItNeeds() async throws {
        let libraries = ["HelloScenario", "HTTPFast", "StatsCollector", "ConsoleExporter", "LocalRunner"].map {
            Validator.products.appending(path: "lib\($0).so").path
        }
        let beside = libraries.dropLast().flatMap { ["--beside", $0] }
        let sample = try #require(try sample(of: "libLocalRunner.so"))
        let run = try await Validator.run(
            try #require(libraries.last), ["--config", sample, "--deadline", Validator.patience] + beside)
        #expect(run.bad.isEmpty, "\(run.words)")
        #expect(run.entries.filter { $0.status == "skipped" }.map(\.test) == ["deciders-answer"])
    }

    @Test(arguments: libraries) func builtInsBearFuzzing(_ name: String) async throws {
        let library = Validator.products.appending(path: name).path
        let run = try await Validator.run(library, "--fuzz", "2", "--seed", "11", "--deadline", Validator.patience)
        #expect(run.bad.isEmpty, "\(run.words)")
    }

    /// The example config of the plugin whose library is `name`, found through its line in Package.swift.
    private func sample(of name: String) throws -> String? {
        let target = name.dropFirst(3).dropLast(3)
        let manifest = try String(
            contentsOf: Program.project.appending(path: "Package.swift"), encoding: .utf8)
        for line in manifest.split(separator: "\n") where line.contains("\"\(target)\"") {
            let folder = line.split(separator: "\"").dropFirst().first.map(String.init) ?? ""
            for parent in ["Plugins", "Scenarios"] {
                let file = Program.project.appending(path: "\(parent)/\(folder)/sample.json")
                if let text = try? String(contentsOf: file, encoding: .utf8) { return text }
            }
        }
        return nil
    }
}
