// Assay: the components table of the validator's host.
// SPDX-License-Identifier: Apache-2.0
import AssayContract
import CAssay

extension HostTables {
    /// Offers the components of the plugin under test and of those that stand beside it, and no others.
    static var components: assay_components_t {
        assay_components_t(
            struct_size: UInt32(MemoryLayout<assay_components_t>.size),
            get_descriptor: { _, kind, index in
                guard let host = TestHost.current else { return nil }
                host.requireMain("components.get_descriptor")
                let kind = kind.map { String(cString: $0) }
                let found = host.libraries.flatMap { $0.descriptors() }.filter { descriptor in
                    kind == nil || descriptor.pointee.kind.map { String(cString: $0) } == kind
                }
                return Int(index) < found.count ? found[Int(index)] : nil
            },
            create: { host, id, config, component, error in
                guard let current = TestHost.current else { return .ASSAY_STATUS_INTERNAL }
                current.requireMain("components.create")
                let name = id.map { String(cString: $0) }
                let owner = current.libraries.first { library in
                    library.descriptors().contains { $0.pointee.id.map { String(cString: $0) } == name }
                }
                guard let create = (owner ?? current.library)?.table.pointee.create else {
                    return CallError.write(.ASSAY_STATUS_NOT_FOUND, "no such component", error)
                }
                guard let config else { return "{}".withCString { create(host, id, $0, component, error) } }
                return create(host, id, config, component, error)
            })
    }
}

extension TestHost {
    /// The library under test, and those beside it.
    var libraries: [Library] { (library.map { [$0] } ?? []) + companions }
}
