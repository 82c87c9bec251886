// Assay: the plugin of the exporter assay.exporter.json.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
public import CAssay
import JSONExporter

private let plugin = Plugin(
    id: "assay.plugin.json", name: "JSON", vendor: "Assay",
    description: "Writes the figures of a run as JSON.", components: [JSONExporter.self])

/// Returns the plugin's table.
@c(assay_plugin_entry)
public func entry(_ host: UnsafePointer<assay_version_t>?) -> UnsafePointer<assay_plugin_t>? {
    plugin.entry(host)
}
