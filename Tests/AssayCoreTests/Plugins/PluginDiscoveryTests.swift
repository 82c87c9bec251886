// Assay: what a search path with good and bad files comes to.
// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestFixtures
import Testing

@testable import AssayCore

@Suite struct PluginDiscoveryTests {
    private let cache = TemporaryFolder.make("discovery-cache")

    private func run(
        _ folders: String..., scanner: PluginScanner = .inProcess, isNamed: Bool = true
    ) -> PluginDiscovery.Result {
        let places = folders.map { PluginSearchPath.Place(path: $0, isNamed: isNamed) }
        var discovery = PluginDiscovery(searchPath: PluginSearchPath(places: places), scanner: scanner)
        discovery.cacheFolder = cache
        return discovery.run()
    }

    private func folder(_ fixtures: String...) async throws -> String {
        let folder = TemporaryFolder.make("discovery")
        for fixture in fixtures { _ = try await FixturePlugin.build(fixture, into: folder) }
        return folder
    }

    @Test func keepsTheGoodBesideTheBad() async throws {
        let folder = try await folder("good", "wrong-abi", "no-id", "good-second")
        let found = run(folder)
        #expect(found.plugins.map(\.manifest.id) == ["org.example.second", "org.example.fixture"])
        #expect(found.failures.map(\.name) == ["libno-id.so", "libwrong-abi.so"])
    }

    @Test func opensNothingThatItKnows() async throws {
        let folder = try await folder("good", "wrong-abi")
        let first = run(folder)
        let never = PluginScanner.childProcess(executable: "/nowhere", arguments: [])
        let second = run(folder, scanner: never)
        #expect(second.plugins == first.plugins)
        #expect(second.failures == first.failures)
        // A new file: to cut an open library short would end this process.
        unlink(folder + "/libgood.so")
        try Data().write(to: URL(filePath: folder + "/libgood.so"))
        #expect(run(folder, scanner: never).plugins.isEmpty)
        #expect(run(folder).failures.contains { $0.reason == .notELF })
    }

    @Test func givesAnIDToTheFirst() async throws {
        let first = try await folder("good")
        let second = try await folder("duplicate-id", "duplicate-component-of-good")
        let found = run(first, second)
        #expect(found.plugins.map(\.path) == [first + "/libgood.so"])
        #expect(
            found.failures.map(\.reason) == [
                .duplicateID("org.example.shape.fixture", other: first + "/libgood.so"),
                .duplicateID("org.example.fixture", other: first + "/libgood.so"),
            ])
        #expect(run(second, first).plugins.map(\.path).first?.hasPrefix(second) == true)
    }

    @Test func countsAFileOnce() async throws {
        let first = try await folder("good")
        symlink(first + "/libgood.so", first + "/liblink.so")
        let found = run(first, first)
        #expect(found.plugins.count == 1)
        #expect(found.failures.isEmpty)
    }

    @Test func missesOnlyPlacesThatWereNamed() {
        #expect(run("/nowhere/plugins").failures == [PluginLoadFailure(path: "/nowhere/plugins", reason: .notFound)])
        #expect(run("/nowhere/plugins", isNamed: false).failures.isEmpty)
    }

    @Test func refusesAFolderThatOthersMayWrite() async throws {
        let folder = try await folder("good")
        chmod(folder, 0o777)
        #expect(run(folder).failures.map(\.reason) == [.writableByOthers(place: folder, mode: 0o777)])
        #expect(run(folder).plugins.isEmpty)
    }

    @Test func takesOneLibrary() async throws {
        #expect(run(try await folder("good", "good-second") + "/libgood.so").plugins.count == 1)
    }
}
