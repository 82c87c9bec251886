// Assay: the plugin of the local tracking store.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
public import CAssay
internal import LocalTracking

private let plugin = Plugin(
    id: "assay.tracking.local", name: "Local tracking store", vendor: "Assay",
    description: "Keeps experiments, runs, models and prompts in PostgreSQL or SQLite.",
    components: [LocalTracking.self])

/// The entry of the plugin.
@c(assay_plugin_entry)
public func entry(_ host: UnsafePointer<assay_version_t>?) -> UnsafePointer<assay_plugin_t>? {
    plugin.entry(host)
}
