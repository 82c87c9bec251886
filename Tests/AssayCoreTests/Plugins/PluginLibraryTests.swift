// Assay: every fault of a library has its own error.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Foundation
import TestFixtures
import Testing

@testable import AssayCore

@Suite struct PluginLibraryTests {
    private typealias Reason = PluginLoadFailure.Reason
    private static let id = "org.example.shape.fixture"

    private static let faults: [(fixture: String, reason: Reason)] = [
        ("no-entry", .missingEntry(symbol: "assay_plugin_entry")),
        ("refuses-host", .refusedHost(host: .current)),
        ("wrong-abi", .wrongABI(found: ABIVersion(major: 2, minor: 0), host: .current)),
        ("newer-abi", .wrongABI(found: ABIVersion(major: 1, minor: 999), host: .current)),
        ("wrong-plugin-size", .wrongStructSize(type: "assay_plugin_t", found: 104, wanted: 96)),
        ("tiny-plugin-size", .wrongStructSize(type: "assay_plugin_t", found: 8, wanted: 96)),
        ("null-load", .missingFunction("assay_plugin_t.load")),
        ("null-unload", .missingFunction("assay_plugin_t.unload")),
        ("null-get-descriptor", .missingFunction("assay_plugin_t.get_descriptor")),
        ("null-create", .missingFunction("assay_plugin_t.create")),
        ("no-id", .noID),
        ("bad-id", .badID("Org.Example Fixture")),
        ("bad-component-id", .badID("org..fixture")),
        ("duplicate-component", .duplicateID(id, other: "itself")),
        ("wrong-descriptor-size", .wrongStructSize(type: "assay_descriptor_t", found: 48, wanted: 56)),
        ("bad-kind", .badDescriptor(component: id, "kind 'assay.shape' is not of the form 'assay.client/1'")),
        ("null-name", .badDescriptor(component: id, "name is NULL")),
        ("null-schema", .badDescriptor(component: id, "config_schema is NULL")),
        ("schema-not-object", .badDescriptor(component: id, "config_schema is not a JSON object")),
        ("name-not-utf8", .badDescriptor(component: id, "name is not UTF-8")),
        ("endless-descriptors", .badDescriptor(component: "#1024", "more than 1024 components")),
    ]

    @Test(arguments: faults.map(\.fixture)) func namesTheFault(_ fixture: String) async throws {
        let path = try await FixturePlugin.build(fixture)
        let expected = try #require(Self.faults.first { $0.fixture == fixture }?.reason)
        #expect(throws: PluginLoadFailure(path: path, reason: expected)) { try PluginLibrary(path: path) }
    }

    @Test func opensAGoodPluginAfterBadOnes() async throws {
        for fixture in ["wrong-abi", "null-create"] {
            let path = try await FixturePlugin.build(fixture)
            #expect(throws: PluginLoadFailure.self) { try PluginLibrary(path: path) }
        }
        let manifest = try PluginLibrary(path: try await FixturePlugin.build("good")).manifest
        #expect(manifest.id == "org.example.fixture")
        #expect(manifest.components.map(\.id) == [Self.id])
        #expect(manifest.components.first?.kind == "assay.shape/1")
    }

    @Test func reportsTheLinkersWords() async throws {
        let path = try await FixturePlugin.build("undefined-symbol")
        #expect {
            try PluginLibrary(path: path)
        } throws: { error in
            "\(error)".hasPrefix("plugin 'libundefined-symbol.so': cannot be opened: ")
                && "\(error)".hasSuffix("undefined symbol: assay_fixture_nowhere")
        }
    }

    @Test func refusesWhatIsNoLibrary() throws {
        let folder = TemporaryFolder.make("library")
        try "#!/bin/sh\n".write(toFile: folder + "/text.so", atomically: false, encoding: .utf8)
        #expect(throws: PluginLoadFailure(path: folder + "/text.so", reason: .notELF)) {
            try PluginLibrary(path: folder + "/text.so")
        }
        #expect(throws: PluginLoadFailure(path: folder + "/none.so", reason: .notFound)) {
            try PluginLibrary(path: folder + "/none.so")
        }
    }

    @Test func readsLikeASentence() {
        let found = ABIVersion(major: 2, minor: 0)
        let failure = PluginLoadFailure(
            path: "/opt/libacme.so", reason: .wrongABI(found: found, host: ABIVersion(major: 1, minor: 3)))
        #expect("\(failure)" == "plugin 'libacme.so': built for ABI 2.0, this host speaks 1.3")
    }

    @Test(arguments: [(1, 0, true), (1, 3, true), (1, 4, false), (0, 9, false), (2, 0, false)])
    func followsTheVersionRule(_ major: UInt32, _ minor: UInt32, _ isAccepted: Bool) {
        let host = ABIVersion(major: 1, minor: 3, patch: 7)
        #expect(ABIVersion(major: major, minor: minor, patch: 99).isAccepted(by: host) == isAccepted)
    }
}
