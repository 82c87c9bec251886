// Assay: the plugin of the local runner.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
public import CAssay
internal import LocalRunner

private let plugin = Plugin(
    id: "assay.runner.local", name: "Local runner", vendor: "Assay",
    description: "Runs a load test on the loops of this process.", components: [LocalRunner.self])

/// The entry of the plugin.
@c(assay_plugin_entry)
public func entry(_ host: UnsafePointer<assay_version_t>?) -> UnsafePointer<assay_plugin_t>? {
    plugin.entry(host)
}
