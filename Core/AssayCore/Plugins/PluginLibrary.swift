// Assay: an open plugin.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import CAssayLinux
internal import Glibc

/// A plugin's library, opened and checked. It is never closed: a closed Swift library crashes the process later.
struct PluginLibrary {
    /// The file.
    let path: String
    /// What the plugin says about itself.
    let manifest: PluginManifest
    /// The plugin's table; it lives as long as the process.
    let table: UnsafePointer<assay_plugin_t>

    /// Opens `path` and shakes hands: runs the plugin's constructors and its entry, nothing else of it.
    init(path: String, host: ABIVersion = .current) throws(PluginLoadFailure) {
        do throws(PluginLoadFailure.Reason) {
            try PluginLibrary.checkHeader(path)
            let entry = try LastWords.calling("dlopen", of: path) { () throws(PluginLoadFailure.Reason) in
                try PluginLibrary.openEntry(path)
            }
            var version = host.cValue
            guard let table = LastWords.calling("assay_plugin_entry", of: path, { entry(&version) }) else {
                throw PluginLoadFailure.Reason.refusedHost(host: host)
            }
            self.table = table
            self.path = path
            manifest = try LastWords.calling("get_descriptor", of: path) { () throws(PluginLoadFailure.Reason) in
                try ManifestReader(table: table, host: host).read()
            }
        } catch {
            throw PluginLoadFailure(path: path, reason: error)
        }
    }

    /// Shakes hands with a plugin that is linked into the process under `name`.
    init(
        name: String, entry: (UnsafePointer<assay_version_t>?) -> UnsafePointer<assay_plugin_t>?,
        host: ABIVersion = .current
    ) throws(PluginLoadFailure) {
        var version = host.cValue
        guard let table = entry(&version) else { throw PluginLoadFailure(path: name, reason: .refusedHost(host: host)) }
        self.table = table
        path = name
        do {
            manifest = try ManifestReader(table: table, host: host).read()
        } catch {
            throw PluginLoadFailure(path: name, reason: error)
        }
    }

    private typealias Entry = @convention(c) (UnsafePointer<assay_version_t>?) -> UnsafePointer<assay_plugin_t>?

    private static func openEntry(_ path: String) throws(PluginLoadFailure.Reason) -> Entry {
        guard let handle = dlopen(path, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE) else {
            throw .dlopenFailed(dlerror().map { String(cString: $0) } ?? "unknown error")
        }
        guard let symbol = dlsym(handle, ASSAY_PLUGIN_ENTRY_SYMBOL) else {
            throw .missingEntry(symbol: ASSAY_PLUGIN_ENTRY_SYMBOL)
        }
        assay_last_words_add_library(path, symbol)
        // The header fixes the type of this symbol; a library that exports another one under its name lies.
        return unsafeBitCast(symbol, to: Entry.self)
    }

    /// Looks at the first bytes, because the linker's words for a text file are hard to understand.
    private static func checkHeader(_ path: String) throws(PluginLoadFailure.Reason) {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw errno == ENOENT ? .notFound : .notReadable(SystemError.text(errno)) }
        defer { close(file) }
        var magic: [UInt8] = [0, 0, 0, 0]
        let count = read(file, &magic, magic.count)
        guard count >= 0 else { throw .notReadable(SystemError.text(errno)) }
        guard magic == [0x7F, 0x45, 0x4C, 0x46] else { throw .notELF }
    }
}
