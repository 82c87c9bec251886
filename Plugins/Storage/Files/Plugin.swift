// Assay: the plugin of the artifact store assay.artifacts.files.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
public import CAssay
import FilesStorage

private let plugin = Plugin(
    id: "assay.plugin.artifacts.files", name: "Artifact files", vendor: "Assay",
    description: "Keeps artifacts as files below a folder.", components: [FilesStore.self])

/// Returns the plugin's table.
@c(assay_plugin_entry)
public func entry(_ host: UnsafePointer<assay_version_t>?) -> UnsafePointer<assay_plugin_t>? {
    plugin.entry(host)
}
