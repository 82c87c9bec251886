// Assay: sound components with one function replaced.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Synchronization

@testable import AssayKit
@testable import AssayTesting

/// The tables that faulty components give out, by component.
private let tables = Mutex<[UInt: UInt]>([:])

extension TestHost {
    /// Registers a component of a sound type whose table of `kind` is changed by `spoil`.
    func register<Table>(
        _ type: any Component.Type, _ kind: String, _ spoil: @escaping (inout Table) -> Void
    ) {
        register(ComponentMaker(type), kind, spoil)
    }

    /// Registers a scenario whose table is changed by `spoil`.
    func register(_ scenario: Scenario, _ spoil: @escaping (inout assay_scenario_t) -> Void) {
        register(ComponentMaker(scenario), ASSAY_KIND_SCENARIO, spoil)
    }

    private func register<Table>(
        _ maker: ComponentMaker, _ kind: String, _ spoil: @escaping (inout Table) -> Void
    ) {
        add(
            TestFactory(descriptor: maker.descriptor) { host, config in
                let sound = try maker.make(host.host, config)
                guard let table = sound.pointee.get_extension(sound, kind) else {
                    throw AssayError(.ASSAY_STATUS_INTERNAL, "no table")
                }
                // Components of tests are few: their copies and tables stay until the process ends.
                let spoilt = place(table.assumingMemoryBound(to: Table.self).pointee)
                spoil(&spoilt.pointee)
                let component = place(sound.pointee)
                tables.withLock { $0[UInt(bitPattern: component)] = UInt(bitPattern: spoilt) }
                component.pointee.get_extension = { component, id in
                    guard let component, let id,
                        String(cString: id) == String(cString: component.pointee.descriptor.pointee.kind)
                    else { return nil }
                    return tables.withLock { UnsafeRawPointer(bitPattern: $0[UInt(bitPattern: component)] ?? 0) }
                }
                return UnsafePointer(component)
            })
    }
}
