// Assay: the one function that the plugin exports.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
public import CAssay
import TemplatePlugin

private let plugin = Plugin(
    id: "com.example.template", name: "Template Plugin", vendor: "Example", version: "0.1.0",
    description: "Names the requests whose 95th percentile is over a limit", components: [TemplatePlugin.self])

/// Returns the plugin's table, or nil for a host that it cannot work with.
@c(assay_plugin_entry)
public func entry(_ hostABI: UnsafePointer<assay_version_t>?) -> UnsafePointer<assay_plugin_t>? {
    plugin.entry(hostABI)
}
