// Assay: the entry of the PostgreSQL plugin.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
public import CAssay
internal import PostgresStorage

private let plugin = Plugin(
    id: "assay.storage.postgres", name: "PostgreSQL", vendor: "Assay",
    description: "A PostgreSQL database, through libpq", components: [PostgresDriver.self])

/// Returns the plugin's table.
@c(assay_plugin_entry)
public func entry(_ host: UnsafePointer<assay_version_t>?) -> UnsafePointer<assay_plugin_t>? {
    plugin.entry(host)
}
