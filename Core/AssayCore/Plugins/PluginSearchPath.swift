// Assay: where plugins are looked for.
// SPDX-License-Identifier: Apache-2.0
internal import Glibc

/// The places that are searched for plugins, first to last. Of two plugins with the same id the first counts.
public struct PluginSearchPath: Hashable, Sendable {
    /// A place and whether the user named it: a named place that is not there is an error.
    public struct Place: Hashable, Sendable {
        /// The absolute path of a folder, or of one library.
        public let path: String
        /// Whether somebody asked for this place, as opposed to a default that need not exist.
        public let isNamed: Bool

        /// Makes a place; a relative path is taken from the working directory.
        public init(path: String, isNamed: Bool) {
            self.path = PluginSearchPath.absolute(path)
            self.isNamed = isNamed
        }
    }

    /// In order of precedence.
    public let places: [Place]

    /// Searches these places and no others.
    public init(places: [Place]) {
        self.places = places
    }

    /// The search path of entry.h: `extra` (from --plugin-path), then the environment and the defaults.
    public init(extra: [String] = []) {
        let named = extra + Self.environment("ASSAY_PLUGIN_PATH").split(separator: ":").map(String.init)
        var places = named.map { Place(path: $0, isNamed: true) }
        let home = Self.environment("HOME")
        if home.hasPrefix("/") { places.append(Place(path: home + "/.assay/plugins", isNamed: false)) }
        if let prefix = Self.installPrefix() {
            places.append(Place(path: prefix + "/lib/assay/plugins", isNamed: false))
        }
        self.init(places: places)
    }

    /// The folder above the one of the running executable: `<prefix>` of `<prefix>/bin/assay`.
    public static func installPrefix() -> String? {
        guard let folder = executableFolder() else { return nil }
        let parent = folder.split(separator: "/").dropLast().joined(separator: "/")
        return "/" + parent
    }

    /// The folder of the running executable.
    public static func executableFolder() -> String? {
        var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
        let length = buffer.withUnsafeMutableBytes { bytes in
            bytes.baseAddress.map { readlink("/proc/self/exe", $0, bytes.count) } ?? -1
        }
        guard length > 0 else { return nil }
        let parts = buffer.prefix(length).split(separator: UInt8(ascii: "/")).dropLast()
        return "/" + parts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/")
    }

    static func environment(_ name: String) -> String {
        getenv(name).map { String(cString: $0) } ?? ""
    }

    private static func absolute(_ path: String) -> String {
        guard !path.hasPrefix("/"), let folder = getcwd(nil, 0) else { return path }
        defer { free(folder) }
        return String(cString: folder) + "/" + path
    }
}
