// Assay: the plugin of the exporter assay.exporter.html.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
public import CAssay
import HTMLExporter

private let plugin = Plugin(
    id: "assay.plugin.html", name: "HTML", vendor: "Assay",
    description: "Writes a run as one HTML file.", components: [HTMLExporter.self])

/// Returns the plugin's table.
@c(assay_plugin_entry)
public func entry(_ host: UnsafePointer<assay_version_t>?) -> UnsafePointer<assay_plugin_t>? {
    plugin.entry(host)
}
