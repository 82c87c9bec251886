// Assay: a scenario: the user classes of a load test.
// SPDX-License-Identifier: Apache-2.0
public import CAssay

/// What a load test does: its user classes.
///
///     let scenario = Scenario("shop", users: [Visitor.self, Buyer.self])
public struct Scenario: Sendable {
    /// The component's id.
    public let id: String
    /// One sentence for people.
    public let description: String
    let users: [any User.Type]

    /// Describes a scenario. `id` is lower case, with dots for hierarchy when it is to be shared: "com.acme.scenario.shop".
    public init(_ id: String, description: String = "", users: [any User.Type]) {
        self.id = id
        self.description = description
        self.users = users
    }

    /// The whole of a plugin that holds only this scenario: what its exported `assay_plugin_entry` returns.
    public func pluginEntry(_ hostABI: UnsafePointer<assay_version_t>?) -> UnsafePointer<assay_plugin_t>? {
        Plugin(id: id, name: id, description: description, scenarios: [self]).entry(hostABI)
    }

    var descriptor: ComponentDescriptor {
        ComponentDescriptor(id: id, kind: ASSAY_KIND_SCENARIO, name: id, description: description)
    }
}
