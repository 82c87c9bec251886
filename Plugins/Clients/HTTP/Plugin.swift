// Assay: the entry of the HTTP plugin.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
public import CAssay
internal import HTTPClient

private let plugin = Plugin(
    id: "assay.clients.http", name: "HTTP", vendor: "Assay",
    description: "An HTTP client over libcurl, with HTTP/2 and proxies", components: [HTTPClient.self])

/// Returns the plugin's table.
@c(assay_plugin_entry)
public func entry(_ host: UnsafePointer<assay_version_t>?) -> UnsafePointer<assay_plugin_t>? {
    plugin.entry(host)
}
