// Assay: what a component says about itself.
// SPDX-License-Identifier: Apache-2.0

/// What a component is, known before one is made.
public struct ComponentDescriptor: Hashable, Sendable {
    /// "assay.client.http".
    public let id: String
    /// The id of its kind: "assay.client/1".
    public let kind: String
    /// For people.
    public let name: String
    /// The component's own version.
    public let version: String
    /// One sentence.
    public let description: String
    /// A JSON Schema for its config.
    public let configSchema: String
}
