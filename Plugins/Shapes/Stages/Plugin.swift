// Assay: the entry of the stages plugin.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
public import CAssay
import StagesShape

private let plugin = Plugin(
    id: "assay.shape.stages", name: "Stages", vendor: "Assay",
    description: "Changes the number of users in stages, in steps, or with a spike.", components: [StagesShape.self])

/// The plugin's table, for the host.
@c(assay_plugin_entry)
public func entry(_ host: UnsafePointer<assay_version_t>?) -> UnsafePointer<assay_plugin_t>? {
    plugin.entry(host)
}
