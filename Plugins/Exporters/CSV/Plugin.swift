// Assay: the plugin of the exporter assay.exporter.csv.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
public import CAssay
import CSVExporter

private let plugin = Plugin(
    id: "assay.plugin.csv", name: "CSV", vendor: "Assay",
    description: "Writes CSV files.", components: [CSVExporter.self])

/// Returns the plugin's table.
@c(assay_plugin_entry)
public func entry(_ host: UnsafePointer<assay_version_t>?) -> UnsafePointer<assay_plugin_t>? {
    plugin.entry(host)
}
