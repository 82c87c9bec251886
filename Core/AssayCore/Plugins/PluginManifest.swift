// Assay: what a plugin says about itself.
// SPDX-License-Identifier: Apache-2.0

/// What a plugin says about itself, as discovery read it; no library needs to be open to use it.
public struct PluginManifest: Hashable, Sendable {
    /// "com.acme.politeness".
    public let id: String
    /// For people.
    public let name: String
    /// Who made it.
    public let vendor: String
    /// The plugin's own version.
    public let version: String
    /// One sentence.
    public let description: String
    /// Where its documentation is; may be empty.
    public let url: String
    /// The version of the headers it was built against.
    public let abi: ABIVersion
    /// What it provides, in its own order.
    public let components: [ComponentDescriptor]
}
