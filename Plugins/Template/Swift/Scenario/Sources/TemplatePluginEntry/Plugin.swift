// Assay: the one function that the plugin exports.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
public import CAssay
import TemplatePlugin

/// Returns the plugin's table, or nil for a host that it cannot work with.
@c(assay_plugin_entry)
public func entry(_ hostABI: UnsafePointer<assay_version_t>?) -> UnsafePointer<assay_plugin_t>? {
    scenario.pluginEntry(hostABI)
}
