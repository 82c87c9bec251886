// Assay: the cache of discovery is believed only when it is whole.
// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestFixtures
import Testing

@testable import AssayCore

@Suite struct DiscoveryCacheTests {
    private let folder = TemporaryFolder.make("cache")
    private let records: DiscoveryCache.Records = [
        PluginFile(
            path: "/p/liba.so", identity: .init(device: 1, inode: 2, size: 3, modified: -4, changed: 5)):
            .success(
                PluginManifest(
                    id: "org.a", name: "A\tB", vendor: "", version: "1", description: "line\nline", url: "",
                    abi: .current,
                    components: [
                        ComponentDescriptor(
                            id: "org.a.b", kind: "assay.shape/1", name: "n", version: "v", description: "d",
                            configSchema: "{}")
                    ])),
        PluginFile(
            path: "/p/libb.so", identity: .init(device: 1, inode: 9, size: 3, modified: 4, changed: 5)):
            .failure(.noID),
    ]

    private var cache: DiscoveryCache {
        DiscoveryCache(folder: folder + "/new/deep", searchPath: PluginSearchPath(places: []))
    }

    @Test func remembers() {
        #expect(cache.load().isEmpty)
        #expect(cache.store(records))
        #expect(cache.load() == records)
        #expect(cache.store([:]))
        #expect(cache.load().isEmpty)
    }

    @Test func forgetsWhenDamaged() throws {
        #expect(cache.store(records))
        let whole = try Data(contentsOf: URL(filePath: cache.path))
        for place in stride(from: 0, to: whole.count, by: 7) {
            var damaged = whole
            damaged[place] ^= 1
            try damaged.write(to: URL(filePath: cache.path))
            #expect(cache.load().isEmpty, "byte \(place)")
            try whole.prefix(place).write(to: URL(filePath: cache.path))
            #expect(cache.load().isEmpty, "cut at \(place)")
        }
    }

    @Test func doesNotBelieveAFileThatOthersMayWrite() {
        #expect(cache.store(records))
        chmod(cache.path, 0o666)
        #expect(cache.load().isEmpty)
    }

    @Test func bearsAPlaceThatCannotBeWritten() {
        let cache = DiscoveryCache(folder: "/proc/nowhere", searchPath: PluginSearchPath(places: []))
        #expect(!cache.store(records))
        #expect(cache.load().isEmpty)
    }

    @Test func belongsToOneSearchPath() {
        let place = PluginSearchPath.Place(path: "/a", isNamed: true)
        let other = DiscoveryCache(folder: folder, searchPath: PluginSearchPath(places: [place]))
        #expect(other.path != DiscoveryCache(folder: folder, searchPath: PluginSearchPath(places: [])).path)
    }
}
