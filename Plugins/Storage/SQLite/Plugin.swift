// Assay: the entry of the SQLite plugin.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
public import CAssay
internal import SQLiteStorage

private let plugin = Plugin(
    id: "assay.storage.sqlite", name: "SQLite", vendor: "Assay",
    description: "An SQLite database in a file, through libsqlite3", components: [SQLiteDriver.self])

/// Returns the plugin's table.
@c(assay_plugin_entry)
public func entry(_ host: UnsafePointer<assay_version_t>?) -> UnsafePointer<assay_plugin_t>? {
    plugin.entry(host)
}
