// Assay: a plugin that passed discovery and then crashes is named.
// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestFixtures
import Testing

@Suite("last words") struct LastWordsTests {
    private static let products = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()

    /// Runs the program with a plugin folder that holds what a run needs, and returns how it ended and what it said.
    private func assay(_ folder: String, _ arguments: [String]) async throws -> Program.Outcome {
        for plugin in ["LocalRunner", "StatsCollector", "ConsoleExporter", "HTTPFast"] {
            let library = "lib\(plugin).so"
            try FileManager.default.copyItem(
                at: Self.products.appending(path: library), to: URL(filePath: "\(folder)/\(library)"))
        }
        // The shell joins what the program says to what it prints, and turns Swift's own report off.
        let script = "export SWIFT_BACKTRACE=enable=no ASSAY_PLUGIN_PATH=\"$0\" HOME=\"$0\"; exec \"$@\" 2>&1"
        let program = Self.products.appending(path: "assay").path
        return try await Program.run("/bin/sh", ["-c", script, folder, program] + arguments)
    }

    private static let crashes = [
        ("scenario-crash-in-create", SIGABRT, "SIGABRT in 'create' of component 'org.example.shape.fixture' of plugin"),
        ("scenario-crash-in-step", SIGABRT, "SIGABRT, probably called by plugin"),
        ("scenario-overflow-in-step", SIGSEGV, "SIGSEGV in the code of plugin"),
    ]

    @Test(arguments: crashes) func nameTheScenario(_ fixture: String, _ signal: Int32, _ words: String) async throws {
        let folder = TemporaryFolder.make("last-words")
        let library = try await FixturePlugin.build(fixture)
        let ended = try await assay(folder, ["run", library, "--headless", "-t", "60s", "-H", "http://[::1]:1"])
        #expect(ended.exitCode == signal)
        #expect(ended.text.contains("assay: \(words) '\(library)'; run: assay plugins validate '\(library)'\n"))
    }

    @Test func nameThePluginThatIsLoaded() async throws {
        let folder = TemporaryFolder.make("last-words")
        let library = try await FixturePlugin.build("crash-in-load", into: folder)
        let ended = try await assay(folder, ["hooks", "list"])
        #expect(ended.exitCode == SIGSEGV)
        #expect(
            ended.text.hasSuffix(
                "assay: SIGSEGV in 'load' of plugin '\(library)'; run: assay plugins validate '\(library)'\n"))
    }
}
