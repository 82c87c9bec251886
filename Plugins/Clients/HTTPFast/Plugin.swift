// Assay: the entry of the HTTPFast plugin.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
public import CAssay
internal import HTTPFast

private let plugin = Plugin(
    id: "assay.clients.httpfast", name: "HTTPFast", vendor: "Assay",
    description: "An HTTP/1.1 client made for the least cost per request", components: [HTTPFastClient.self])

/// Returns the plugin's table.
@c(assay_plugin_entry)
public func entry(_ host: UnsafePointer<assay_version_t>?) -> UnsafePointer<assay_plugin_t>? {
    plugin.entry(host)
}
