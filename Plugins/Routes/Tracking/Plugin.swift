// Assay: the entry of the tracking routes plugin.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
public import CAssay
import TrackingRoutes

private let plugin = Plugin(
    id: "assay.plugin.tracking-routes", name: "Tracking routes", vendor: "Assay",
    description: "MLflow's REST API over a tracking store.", components: [TrackingRoutes.self])

/// The plugin's table, for the host.
@c(assay_plugin_entry)
public func entry(_ host: UnsafePointer<assay_version_t>?) -> UnsafePointer<assay_plugin_t>? {
    plugin.entry(host)
}
