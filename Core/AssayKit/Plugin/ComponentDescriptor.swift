// Assay: what a component says of itself before one is made.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// What a component is: its id, its kind, and what its config may hold.
public struct ComponentDescriptor: Sendable {
    /// Lower case, dots for hierarchy, last label the name: "assay.exporter.csv".
    public var id: String
    /// The id of the kind, for instance ASSAY_KIND_EXPORTER.
    public var kind: String
    /// For people.
    public var name: String
    /// The component's version.
    public var version: String
    /// One sentence for people.
    public var description: String
    /// A JSON Schema for the config; "{}" accepts everything.
    public var configSchema: String

    /// Makes a descriptor.
    public init(
        id: String, kind: String, name: String, version: String? = nil, description: String,
        configSchema: String = "{}"
    ) {
        self.id = id
        self.kind = kind
        self.name = name
        self.version = version ?? ASSAY_VERSION_STRING
        self.description = description
        self.configSchema = configSchema
    }
}
