// Assay: the plugin of the exporter assay.exporter.prometheus.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
public import CAssay
import PrometheusExporter

private let plugin = Plugin(
    id: "assay.plugin.prometheus", name: "Prometheus", vendor: "Assay",
    description: "Keeps the figures of a run in Prometheus text format.", components: [PrometheusExporter.self])

/// Returns the plugin's table.
@c(assay_plugin_entry)
public func entry(_ host: UnsafePointer<assay_version_t>?) -> UnsafePointer<assay_plugin_t>? {
    plugin.entry(host)
}
