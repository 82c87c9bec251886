// Assay: the C table of components.h.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// Makes the table through which plugins reach each other's components.
enum ComponentsTable {
    /// The table; it finds its host through the pointer that every call passes.
    static func make() -> UnsafeMutablePointer<assay_components_t> {
        let pointer = UnsafeMutablePointer<assay_components_t>.allocate(capacity: 1)
        pointer.initialize(
            to: assay_components_t(
                struct_size: UInt32(MemoryLayout<assay_components_t>.size),
                get_descriptor: { host, kind, index in
                    let kind = kind.map { String(cString: $0) }
                    return Host.of(host)?.components.cDescriptor(kind: kind, at: Int(index))
                },
                create: { host, id, config, component, error in
                    ComponentsTable.create(host, id: id, config: config, component: component, error: error)
                }))
        return pointer
    }

    private static func create(
        _ host: UnsafePointer<assay_host_t>?, id: UnsafePointer<CChar>?, config: UnsafePointer<CChar>?,
        component: UnsafeMutablePointer<UnsafePointer<assay_component_t>?>?,
        error: UnsafeMutablePointer<assay_error_t>?
    ) -> assay_status_t {
        guard let host = Host.of(host), let id, let component else {
            return ErrorText.report(.ASSAY_STATUS_INVALID_ARGUMENT, "host, id or component is NULL", to: error)
        }
        do throws(ComponentFailure) {
            component.pointee = try host.components.createPointer(
                String(cString: id), config: config.map { String(cString: $0) } ?? "{}")
            return .ASSAY_STATUS_OK
        } catch let failure {
            return ErrorText.report(failure.status, failure.message, context: failure.context, to: error)
        }
    }
}
