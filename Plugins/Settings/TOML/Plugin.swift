// Assay: the entry of the TOML settings plugin.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
public import CAssay
import TOMLSettings

private let plugin = Plugin(
    id: "assay.settings.toml", name: "TOML settings", vendor: "Assay",
    description: "Reads settings files in TOML.", components: [TOMLSettings.self])

/// The plugin's table, for the host.
@c(assay_plugin_entry)
public func entry(_ host: UnsafePointer<assay_version_t>?) -> UnsafePointer<assay_plugin_t>? {
    plugin.entry(host)
}
