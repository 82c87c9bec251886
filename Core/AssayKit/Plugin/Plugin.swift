// Assay: a plugin library, in Swift.
// SPDX-License-Identifier: Apache-2.0
public import CAssay

/// What one library provides. Each library exports one function that returns the plugin's table:
///
///     @c(assay_plugin_entry)
///     public func entry(_ host: UnsafePointer<assay_version_t>?) -> UnsafePointer<assay_plugin_t>? {
///         plugin.entry(host)
///     }
public struct Plugin: Sendable {
    let id: String
    let name: String
    let vendor: String
    let version: String
    let description: String
    let url: String
    let components: [ComponentFactory]

    /// Describes a plugin; `id` is lower case with dots: "com.acme.politeness".
    public init(
        id: String, name: String, vendor: String = "", version: String? = nil, description: String,
        url: String = "", components: [any Component.Type] = [], scenarios: [Scenario] = []
    ) {
        self.id = id
        self.name = name
        self.vendor = vendor
        self.version = version ?? ASSAY_VERSION_STRING
        self.description = description
        self.url = url
        self.components = components.map { ComponentFactory($0) } + scenarios.map { ComponentFactory($0) }
    }

    /// Returns the table for the host, or nil when the host speaks another major version or an older minor one than
    /// this library was built for.
    public func entry(_ hostABI: UnsafePointer<assay_version_t>?) -> UnsafePointer<assay_plugin_t>? {
        guard let host = hostABI?.pointee, host.major == ASSAY_ABI_MAJOR, host.minor >= ASSAY_ABI_MINOR else {
            return nil
        }
        return PluginTable.make(for: self)
    }
}
