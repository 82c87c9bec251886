// Assay: the plugin of the exporter assay.exporter.console.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
public import CAssay
import ConsoleExporter

private let plugin = Plugin(
    id: "assay.plugin.console", name: "Console", vendor: "Assay",
    description: "Shows a run on the terminal.", components: [ConsoleExporter.self])

/// Returns the plugin's table.
@c(assay_plugin_entry)
public func entry(_ host: UnsafePointer<assay_version_t>?) -> UnsafePointer<assay_plugin_t>? {
    plugin.entry(host)
}
