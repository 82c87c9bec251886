// Assay: the entry of the HTTP server plugin.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
public import CAssay
import HTTPServer

private let plugin = Plugin(
    id: "assay.plugin.http-server", name: "HTTP server", vendor: "Assay",
    description: "Listens for HTTP requests and hands them to routes.", components: [HTTPServer.self])

/// The plugin's table, for the host.
@c(assay_plugin_entry)
public func entry(_ host: UnsafePointer<assay_version_t>?) -> UnsafePointer<assay_plugin_t>? {
    plugin.entry(host)
}
