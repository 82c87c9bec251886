// Assay: a host with plugins, good and bad.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import TestFixtures
import Testing

@testable import AssayCore

/// One at a time: a host makes the thread that calls it its main thread.
@MainActor @Suite(.serialized) struct HostTests {
    private static let id = "org.example.shape.fixture"

    private func withHost(_ fixtures: String..., body: (Host) throws -> Void) async throws {
        let folder = TemporaryFolder.make("host")
        for fixture in fixtures { _ = try await FixturePlugin.build(fixture, into: folder) }
        var options = HostOptions()
        let place = PluginSearchPath.Place(path: folder, isNamed: true)
        options.discovery = PluginDiscovery(searchPath: PluginSearchPath(places: [place]), scanner: .inProcess)
        options.discovery?.cacheFolder = nil
        let host = try Host.make(options)
        defer { host.shutdown() }
        try body(host)
    }

    private func message(_ body: () throws -> Void) -> String {
        do {
            try body()
            return "no error"
        } catch {
            return "\(error)"
        }
    }

    @Test func makesStartsAndEndsAComponent() async throws {
        try await withHost("good") { host in
            let component = try host.components.create(Self.id, config: "{\"users\": 7}")
            let shape: UnsafePointer<assay_shape_t> = try component.table(ASSAY_KIND_SHAPE)
            try component.start()
            var target = assay_target_t()
            #expect(shape.pointee.tick(component.pointer, 0, 0, &target, nil) == .ASSAY_STATUS_OK)
            #expect(target.user_count == 7)
            component.stop()
            component.stop()
            component.destroy()
            component.destroy()
        }
    }

    @Test func goesOnBesideABrokenPlugin() async throws {
        try await withHost("good", "wrong-abi", "null-create", "no-entry") { host in
            #expect(host.loadFailures.map(\.name) == ["libno-entry.so", "libnull-create.so", "libwrong-abi.so"])
            try host.components.create(Self.id).start()
        }
    }

    @Test func namesWhatIsMissing() async throws {
        try await withHost("good") { host in
            #expect(
                message { _ = try host.components.create("org.example.shape.fixtur") }
                    == "no component 'org.example.shape.fixtur'; did you mean 'org.example.shape.fixture'?")
            #expect(
                message { _ = try host.components.create("zzz") }
                    == "no component 'zzz'; `assay plugins list` shows those there are")
            let component = try host.components.create(Self.id)
            #expect(
                message { _ = try component.table("x/1", as: assay_shape_t.self) }
                    == "component 'org.example.shape.fixture' has no 'x/1'")
        }
    }

    nonisolated private static let faults = [
        ("create-fails", "component 'org.example.shape.fixture': out of order"),
        (
            "create-gives-nothing",
            "component 'org.example.shape.fixture' breaks the contract: create returned OK and no component"
        ),
        (
            "wrong-component-size",
            "component 'org.example.shape.fixture' breaks the contract: assay_component_t.struct_size is 4, wanted 56"
        ),
        (
            "null-start",
            "component 'org.example.shape.fixture' breaks the contract: assay_component_t.start is NULL"
        ),
        (
            "null-get-extension",
            "component 'org.example.shape.fixture' breaks the contract: assay_component_t.get_extension is NULL"
        ),
        (
            "create-other-descriptor",
            "component 'org.example.shape.fixture' breaks the contract: its descriptor has another id"
        ),
        (
            "load-fails",
            "component 'org.example.shape.fixture' is not available: plugin 'libload-fails.so': load failed with "
                + "status 14: the licence server is gone"
        ),
        ("start-fails", "component 'org.example.shape.fixture': the port is taken"),
    ]

    @Test(arguments: faults) func saysWhy(_ fixture: String, _ words: String) async throws {
        try await withHost(fixture, "good-second") { host in
            for _ in 0..<2 {
                #expect(message { try host.components.create(Self.id).start() } == words)
            }
            try host.components.create("org.example.shape.second").start()
        }
    }

    @Test func refusesATableOfAnotherSize() async throws {
        try await withHost("shape-wrong-size") { host in
            let component = try host.components.create(Self.id)
            #expect(throws: ComponentFailure.self) {
                try component.table(ASSAY_KIND_SHAPE, as: assay_shape_t.self)
            }
        }
    }

    @Test func servesComponentsToPlugins() async throws {
        try await withHost("good", "good-second") { host in
            let table: UnsafePointer<assay_components_t> = try #require(host.table(ASSAY_EXT_COMPONENTS))
            let ids = (0..<9).compactMap { index in
                table.pointee.get_descriptor(host.pointer, nil, index).map { String(cString: $0.pointee.id) }
            }
            #expect(ids == ["org.example.shape.fixture", "org.example.shape.second"])
            #expect(table.pointee.get_descriptor(host.pointer, "assay.client/1", 0) == nil)
            var component: UnsafePointer<assay_component_t>?
            var error = assay_error_t()
            #expect(table.pointee.create(host.pointer, "none", nil, &component, &error) == .ASSAY_STATUS_NOT_FOUND)
            #expect(table.pointee.create(host.pointer, Self.id, nil, &component, &error) == .ASSAY_STATUS_OK)
            let made = try #require(component)
            made.pointee.destroy(made)
        }
    }

    @Test func servesTheOtherExtensions() async throws {
        try await withHost { host in
            let log: UnsafePointer<assay_log_t>? = host.table(ASSAY_EXT_LOG)
            #expect(log?.pointee.struct_size == UInt32(MemoryLayout<assay_log_t>.size))
            #expect(host.table("assay.none/1", as: assay_log_t.self) == nil)
        }
    }
}
