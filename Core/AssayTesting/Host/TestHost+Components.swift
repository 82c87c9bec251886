// Assay: the components of the test host: those that the test has registered.
// SPDX-License-Identifier: Apache-2.0
public import AssayKit
public import CAssay

/// How a registered component is made.
struct TestFactory {
    let descriptor: UnsafePointer<assay_descriptor_t>
    let make: (TestHost, String) throws -> UnsafePointer<assay_component_t>
}

extension TestHost {
    /// Registers a component of a type in Swift, so that others find it.
    public func register(_ type: any Component.Type) {
        let maker = ComponentMaker(type)
        add(TestFactory(descriptor: maker.descriptor) { try maker.make($0.host, $1) })
    }

    /// Registers a scenario.
    public func register(_ scenario: Scenario) {
        let maker = ComponentMaker(scenario)
        add(TestFactory(descriptor: maker.descriptor) { try maker.make($0.host, $1) })
    }

    /// Loads a plugin, as its entry function returned it, and registers its components.
    public func register(_ plugin: UnsafePointer<assay_plugin_t>) {
        do {
            try AssayError.check { plugin.pointee.load(pointer, $0) }
        } catch {
            return note("the plugin '\(String(cString: plugin.pointee.id))' cannot be loaded: \(error)")
        }
        var index: UInt32 = 0
        while let descriptor = plugin.pointee.get_descriptor(index) {
            add(
                TestFactory(descriptor: descriptor) { host, config in
                    var made: UnsafePointer<assay_component_t>?
                    try AssayError.check {
                        plugin.pointee.create(host.pointer, descriptor.pointee.id, config, &made, $0)
                    }
                    guard let made else { throw AssayError(.ASSAY_STATUS_INTERNAL, "create gave OK and no component") }
                    return made
                })
            index &+= 1
        }
    }

    /// Makes a registered component; the caller destroys it.
    public func create(_ id: String, _ config: String = "{}") throws -> UnsafePointer<assay_component_t> {
        guard let factory = factories[id] else {
            let known = factories.keys.sorted().joined(separator: ", ")
            throw AssayError(.ASSAY_STATUS_NOT_FOUND, "no component '\(id)' is registered; there are: \(known)")
        }
        return try factory.make(self, config)
    }

    /// Makes and starts a registered component, lends it, and ends its life.
    public func withComponent<Result>(
        _ id: String, _ config: String = "{}", _ body: (UnsafePointer<assay_component_t>) throws -> Result
    ) throws -> Result {
        let component = try create(id, config)
        defer { component.pointee.destroy(component) }
        try AssayError.check { component.pointee.start(component, $0) }
        defer { component.pointee.stop(component) }
        return try body(component)
    }

    func add(_ factory: TestFactory) {
        factories[String(cString: factory.descriptor.pointee.id)] = factory
    }
}

extension assay_components_t {
    static func test() -> assay_components_t {
        assay_components_t(
            struct_size: UInt32(MemoryLayout<assay_components_t>.size),
            get_descriptor: { host, kind, index in
                guard let host = TestHost.of(host) else { return nil }
                host.check(host.isOn(host.main), "get_descriptor [main] was called elsewhere")
                let kind = kind.map { String(cString: $0) }
                let found = host.factories.sorted { $0.key < $1.key }.map(\.value.descriptor).filter {
                    kind == nil || String(cString: $0.pointee.kind) == kind
                }
                return found.indices.contains(Int(index)) ? found[Int(index)] : nil
            },
            create: { host, id, config, component, error in
                AssayError.report(to: error) {
                    guard let host = TestHost.of(host), let id, let component else {
                        throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "create was called with a null pointer")
                    }
                    host.check(host.isOn(host.main), "create [main] was called elsewhere")
                    component.pointee = try host.create(
                        String(cString: id), config.map { String(cString: $0) } ?? "{}")
                }
            })
    }
}
