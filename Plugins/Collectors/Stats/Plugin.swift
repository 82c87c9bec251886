// Assay: the plugin of the collector assay.collector.stats.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
public import CAssay
import StatsCollector

private let plugin = Plugin(
    id: "assay.plugin.stats", name: "Statistics", vendor: "Assay",
    description: "Counts requests and makes their percentiles.", components: [StatsCollector.self])

/// Returns the plugin's table.
@c(assay_plugin_entry)
public func entry(_ host: UnsafePointer<assay_version_t>?) -> UnsafePointer<assay_plugin_t>? {
    plugin.entry(host)
}
