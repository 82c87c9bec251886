// Assay: the entry of the arrival rate plugin.
// SPDX-License-Identifier: Apache-2.0
import ArrivalRateShape
import AssayKit
public import CAssay

private let plugin = Plugin(
    id: "assay.shape.arrival_rate", name: "Arrival rate", vendor: "Assay",
    description: "Begins iterations at given rates, whether or not earlier ones have ended.",
    components: [ArrivalRateShape.self])

/// The plugin's table, for the host.
@c(assay_plugin_entry)
public func entry(_ host: UnsafePointer<assay_version_t>?) -> UnsafePointer<assay_plugin_t>? {
    plugin.entry(host)
}
