// Assay: running components by name, in Swift.
// SPDX-License-Identifier: Apache-2.0
public import CAssay

extension Host {
    /// The running component that is published as `name`; a missing one throws NOT_FOUND. On the main thread. It may be
    /// used until the caller's own `stop` has returned.
    public func instance(named name: String) throws -> UnsafePointer<assay_component_t> {
        let table = try requiredTable(ASSAY_EXT_INSTANCES, as: assay_instances_t.self)
        guard let component = table.pointee.find(pointer, name) else {
            throw AssayError(
                .ASSAY_STATUS_NOT_FOUND, "no running component is published under this name", context: name)
        }
        return component
    }

    /// Makes a started component known to others as `name`; withdraw it before it stops. On the main thread.
    public func publish(_ component: UnsafePointer<assay_component_t>, as name: String) throws {
        let table = try requiredTable(ASSAY_EXT_INSTANCES, as: assay_instances_t.self)
        try AssayError.check { table.pointee.publish(pointer, name, component, $0) }
    }

    /// Forgets a name. On the main thread.
    public func withdraw(_ name: String) {
        table(ASSAY_EXT_INSTANCES, as: assay_instances_t.self)?.pointee.withdraw(pointer, name)
    }
}
