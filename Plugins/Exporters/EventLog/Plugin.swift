// Assay: the plugin of the exporter assay.exporter.eventlog.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
public import CAssay
import EventLogExporter

private let plugin = Plugin(
    id: "assay.plugin.eventlog", name: "Event log", vendor: "Assay",
    description: "Writes every event as a line of JSON.", components: [EventLogExporter.self])

/// Returns the plugin's table.
@c(assay_plugin_entry)
public func entry(_ host: UnsafePointer<assay_version_t>?) -> UnsafePointer<assay_plugin_t>? {
    plugin.entry(host)
}
