// Assay: how a plugin makes one of its components.
// SPDX-License-Identifier: Apache-2.0

/// A descriptor, and what makes the component that it describes.
struct ComponentFactory: Sendable {
    let descriptor: ComponentDescriptor
    let make: @Sendable (Host, Config) throws -> any Component

    /// Makes components of a type.
    init(_ type: any Component.Type) {
        descriptor = type.descriptor
        make = { try type.init(host: $0, config: $1) }
    }

    /// Makes components of a scenario value.
    init(_ scenario: Scenario) {
        descriptor = scenario.descriptor
        make = { try ScenarioComponent(scenario, host: $0, config: $1) }
    }
}
