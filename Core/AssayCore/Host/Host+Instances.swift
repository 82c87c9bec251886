// Assay: gives running components a name.
// SPDX-License-Identifier: Apache-2.0

extension Host {
    /// Makes a started component known to the others as `name`; withdraw it before it stops.
    public func publish(_ component: Component, as name: String) throws(InstanceFailure) {
        try extensions.instances.publish(component.pointer, as: name)
    }

    /// Forgets a name; nothing happens to one that is not in use.
    public func withdraw(_ name: String) {
        extensions.instances.withdraw(name)
    }
}
