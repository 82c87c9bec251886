// Assay: the plugin of the scenario.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
public import CAssay
internal import HelloScenario

/// The entry of the plugin.
@c(assay_plugin_entry)
public func entry(_ host: UnsafePointer<assay_version_t>?) -> UnsafePointer<assay_plugin_t>? {
    scenario.pluginEntry(host)
}
