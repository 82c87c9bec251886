// Assay: finds the plugins of the search path without opening them in this process.
// SPDX-License-Identifier: Apache-2.0

/// Finds the plugins of a search path. Files that it has not seen before are opened in a child process; what the child
/// said is remembered in a cache, so that later starts open nothing at all.
public struct PluginDiscovery: Sendable {
    /// Where to look.
    public var searchPath: PluginSearchPath
    /// In which process unknown files are opened.
    public var scanner: PluginScanner
    /// The folder of the cache; nil for none.
    public var cacheFolder: String?
    /// Whether every file is looked at again.
    public var ignoresCache = false
    /// How long the child may be silent, in milliseconds.
    public var patience: Int64 = 5000

    /// Looks in `searchPath`, with the user's cache.
    public init(searchPath: PluginSearchPath, scanner: PluginScanner = .currentExecutable) {
        self.searchPath = searchPath
        self.scanner = scanner
        cacheFolder = DiscoveryCache.defaultFolder()
    }

    /// A plugin that was found.
    public struct Plugin: Hashable, Sendable {
        /// The library.
        public let path: String
        /// What it says about itself.
        public let manifest: PluginManifest
    }

    /// What the search path holds.
    public struct Result: Sendable {
        /// In order of precedence; ids are unique, also those of components.
        public var plugins: [Plugin] = []
        /// What is there and cannot be used.
        public var failures: [PluginLoadFailure] = []
    }

    /// Looks.
    public func run() -> Result {
        let listing = searchPath.list()
        let records = records(of: listing.files)
        var result = Result(failures: listing.failures)
        var owners: [String: String] = [:]
        for file in listing.files {
            switch records[file] {
            case .success(let manifest):
                if let (id, other) = Self.conflict(of: manifest, with: owners) {
                    let reason = PluginLoadFailure.Reason.duplicateID(id, other: other)
                    result.failures.append(PluginLoadFailure(path: file.path, reason: reason))
                    continue
                }
                for id in [manifest.id] + manifest.components.map(\.id) { owners[id] = file.path }
                result.plugins.append(Plugin(path: file.path, manifest: manifest))
            case .failure(let reason): result.failures.append(PluginLoadFailure(path: file.path, reason: reason))
            case nil: result.failures.append(PluginLoadFailure(path: file.path, reason: .scanFailed("no record")))
            }
        }
        return result
    }

    private func records(of files: [PluginFile]) -> DiscoveryCache.Records {
        let cache = cacheFolder.map { DiscoveryCache(folder: $0, searchPath: searchPath) }
        let known = ignoresCache ? [:] : cache?.load() ?? [:]
        var records = known.filter { files.contains($0.key) }
        let unknown = files.filter { records[$0] == nil }
        let found = DiscoveryRun(scanner: scanner, patience: patience).look(at: unknown.map(\.path))
        for file in unknown { records[file] = found[file.path] }
        let lasting = records.filter { $0.value.isLasting }
        if !found.isEmpty || lasting.count != known.count { cache?.store(lasting) }
        return records
    }

    /// A plugin's id and the ids of its components share one space.
    private static func conflict(
        of manifest: PluginManifest, with owners: [String: String]
    ) -> (id: String, other: String)? {
        for id in [manifest.id] + manifest.components.map(\.id) {
            if let other = owners[id] { return (id, other) }
        }
        return nil
    }
}

extension PluginRecord {
    /// Whether the record holds for as long as the file stays as it is. Missing libraries may be installed later.
    var isLasting: Bool {
        switch self {
        case .success: true
        case .failure(.dlopenFailed), .failure(.scanFailed), .failure(.notFound), .failure(.notReadable): false
        case .failure: true
        }
    }
}
