// Assay: where the plugin commands look.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import AssayCore

/// The options of every command that looks for plugins.
struct DiscoveryOptions: ParsableArguments {
    @Option(
        name: .customLong("plugin-path"), parsing: .singleValue,
        help: ArgumentHelp(
            "A folder or library to look at first; may be repeated.",
            discussion: "Then come ASSAY_PLUGIN_PATH, ~/.assay/plugins and <prefix>/lib/assay/plugins.",
            valueName: "path"))
    var pluginPaths: [String] = []

    @Flag(help: "Look at every library again, whatever the cache says.")
    var rescan = false

    /// What the search path holds.
    func discover() -> PluginDiscovery.Result {
        var discovery = PluginDiscovery(searchPath: PluginSearchPath(extra: pluginPaths))
        discovery.ignoresCache = rescan
        return discovery.run()
    }
}
