// Assay: makes components without a plugin, for tests.
// SPDX-License-Identifier: Apache-2.0
package import CAssay

/// Makes components of this process's own types; AssayTesting builds on it.
package struct ComponentMaker {
    /// The C descriptor; it is never freed.
    package let descriptor: UnsafePointer<assay_descriptor_t>
    private let factory: ComponentFactory

    /// Makes components of a type.
    package init(_ type: any Component.Type) {
        self.init(ComponentFactory(type))
    }

    /// Makes components of a scenario.
    package init(_ scenario: Scenario) {
        self.init(ComponentFactory(scenario))
    }

    private init(_ factory: ComponentFactory) {
        self.factory = factory
        descriptor = PluginTable.descriptor(factory.descriptor)
    }

    /// Makes a component, as a plugin's `create` does.
    package func make(_ host: Host, _ config: String) throws -> UnsafePointer<assay_component_t> {
        let component = try factory.make(host, Config(parsing: config, of: factory.descriptor.id))
        return UnsafePointer(ComponentBox(component, descriptor: descriptor).pointer)
    }
}
